package io.pe3.nativeconfig;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes the shapes of native calls out of the byte code of a class that keeps them to itself.
 * Follows how it is compiled: the layouts of a descriptor are pushed in order, the return type
 * first; the descriptor goes to the linker, or to a method that calls the linker.
 */
final class BindingReader {
  private static final Map<String, String> LAYOUTS =
      Map.of(
          "ADDRESS",
          Downcall.ADDRESS,
          "JAVA_INT",
          Downcall.INT,
          "JAVA_LONG",
          Downcall.LONG,
          "C_SIZE_T",
          Downcall.LONG,
          "C_LONG_LONG",
          Downcall.LONG);

  private final Map<String, String> linkers = new HashMap<>();
  private final Map<String, String> structs = new HashMap<>();
  private final Set<Downcall> calls = new LinkedHashSet<>();

  private final List<String> layouts = new ArrayList<>();
  private Object constant;
  private String struct;
  private Downcall descriptor;
  private String method;

  Set<Downcall> read(ClassModel binding) {
    binding.methods().forEach(this::findLinker);
    // The initializer first, since it gives the structs their names.
    binding.methods().stream()
        .sorted(Comparator.comparing(method -> !method.methodName().equalsString("<clinit>")))
        .forEach(this::walk);
    return calls;
  }

  /** The methods that call the linker differ in the option that they give it. */
  private void findLinker(MethodModel method) {
    if (Classes.calls(method).noneMatch(c -> Classes.isCall(c, Linker.class, "downcallHandle"))) {
      return;
    }
    String option = "";
    for (CodeElement element : method.code().orElseThrow()) {
      note(element);
      if (element instanceof InvokeInstruction call
          && Classes.isCall(call, Linker.Option.class, "critical")) {
        option = "critical(" + (constant.equals(1) ? "true" : "false") + ")";
      }
    }
    linkers.put(method.methodName().stringValue(), option);
  }

  private void walk(MethodModel model) {
    layouts.clear();
    descriptor = null;
    method = model.methodName().stringValue();
    model.code().stream().flatMap(CodeModel::elementStream).forEach(this::step);
  }

  private void step(CodeElement element) {
    note(element);
    if (element instanceof FieldInstruction field) {
      String name = field.name().stringValue();
      switch (field.opcode()) {
        case GETSTATIC -> {
          if (LAYOUTS.containsKey(name)) {
            layouts.add(LAYOUTS.get(name));
          } else if (structs.containsKey(name)) {
            layouts.add(structs.get(name));
          } else if (field.typeSymbol().displayName().endsWith("Layout")) {
            throw new IllegalStateException("a layout that this test does not know: " + name);
          }
        }
        case PUTSTATIC -> {
          if (struct != null) {
            structs.put(name, struct);
            struct = null;
          }
        }
        default -> {}
      }
    } else if (element instanceof InvokeInstruction call) {
      call(call);
    }
  }

  private void call(InvokeInstruction call) {
    if (Classes.isCall(call, FunctionDescriptor.class, "of")) {
      descriptor =
          new Downcall(layouts.getFirst(), List.copyOf(layouts.subList(1, layouts.size())), "");
    } else if (Classes.isCall(call, FunctionDescriptor.class, "ofVoid")) {
      descriptor = new Downcall(Downcall.VOID, List.copyOf(layouts), "");
    } else if (Classes.isCall(call, MemoryLayout.class, "structLayout")) {
      struct = "struct(" + String.join(", ", layouts) + ")";
    } else if (Classes.isCall(call, MemoryLayout.class, "paddingLayout")) {
      layouts.add("padding(" + constant + ")");
      return;
    } else if (linkers.containsKey(call.name().stringValue())) {
      add(linkers.get(call.name().stringValue()));
    } else if (Classes.isCall(call, Linker.class, "downcallHandle") && descriptor != null) {
      add(linkers.get(method));
    } else if (call.name().equalsString("withName")) {
      return;
    }
    layouts.clear();
  }

  private void add(String option) {
    calls.add(new Downcall(descriptor.returnType(), descriptor.parameterTypes(), option));
  }

  private void note(CodeElement element) {
    if (element instanceof ConstantInstruction pushed) {
      constant = pushed.constantValue();
    }
  }
}
