package io.pe3.nativeconfig;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * A shape of a native call, in the words of the metadata.
 *
 * @param returnType a canonical layout or {@code void}
 * @param parameterTypes canonical layouts or structs of them
 * @param option {@code critical(true)}, {@code critical(false)} or empty
 */
record Downcall(String returnType, List<String> parameterTypes, String option) {
  static final String INT = "jint";
  static final String LONG = "jlong";
  static final String ADDRESS = "void*";
  static final String VOID = "void";

  static Downcall of(FunctionDescriptor descriptor, String option) {
    return new Downcall(
        descriptor.returnLayout().map(Downcall::name).orElse(VOID),
        descriptor.argumentLayouts().stream().map(Downcall::name).toList(),
        option);
  }

  private static String name(MemoryLayout layout) {
    return switch (layout) {
      case ValueLayout.OfInt _ -> INT;
      case ValueLayout.OfLong _ -> LONG;
      case AddressLayout _ -> ADDRESS;
      default -> throw new IllegalArgumentException("a layout that this test does not know");
    };
  }
}
