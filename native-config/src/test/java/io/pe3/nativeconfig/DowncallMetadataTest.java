package io.pe3.nativeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.pe3.aead.engine.SodiumFunction;
import io.pe3.aead.engine.SodiumShape;
import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.foreign.Linker;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image has stubs only for the shapes of native calls that the metadata lists. */
class DowncallMetadataTest {
  private final List<Downcall> listed = new Metadata().downcalls();

  @ParameterizedTest
  @EnumSource
  void shouldListEveryWayOfCallingAFunctionOfLibsodium(SodiumFunction function) {
    List<SodiumShape> shapes =
        Stream.of(SodiumShape.values()).filter(shape -> shape.form() == function.form()).toList();
    assertFalse(shapes.isEmpty(), "no shape serves " + function.symbol());
    for (SodiumShape shape : shapes) {
      Downcall call = downcall(shape);
      assertTrue(listed.contains(call), () -> function.symbol() + " is called as " + call);
    }
  }

  @Test
  void shouldListEveryShapeThatIsBoundElsewhere() throws IOException {
    Set<Downcall> bound = boundElsewhere();
    assertTrue(bound.size() > 15, "found " + bound.size());
    bound.removeAll(listed);
    assertEquals(Set.of(), bound, "missing from the metadata");
  }

  @Test
  void shouldListNothingElseAndNothingTwice() throws IOException {
    Set<Downcall> used = boundElsewhere();
    Stream.of(SodiumShape.values()).map(DowncallMetadataTest::downcall).forEach(used::add);
    assertEquals(used.size(), listed.size());
    assertEquals(used, new HashSet<>(listed));
  }

  /** Why the metadata has no JNI part. */
  @Test
  void shouldNeedNoJni() throws IOException {
    for (Class<?> one : List.of(SodiumShape.class, Zstd.class)) {
      Set<String> withNatives =
          Classes.beside(one).stream()
              .filter(
                  model -> model.methods().stream().anyMatch(m -> m.flags().has(AccessFlag.NATIVE)))
              .map(Classes::name)
              .collect(Collectors.toSet());
      assertEquals(Set.of(), withNatives);
    }
  }

  /** By zstd-jni, and by PE3 outside its list for libsodium. */
  private static Set<Downcall> boundElsewhere() throws IOException {
    Set<Downcall> all = new HashSet<>();
    for (Class<?> one : List.of(SodiumShape.class, Zstd.class)) {
      for (ClassModel model : Classes.beside(one)) {
        if (callsLinker(model) && !Classes.name(model).equals(SodiumShape.class.getName())) {
          Set<Downcall> bound = new BindingReader().read(model);
          assertFalse(bound.isEmpty(), () -> "cannot tell what is bound by " + Classes.name(model));
          all.addAll(bound);
        }
      }
    }
    return all;
  }

  private static boolean callsLinker(ClassModel model) {
    return model.methods().stream()
        .flatMap(Classes::calls)
        .anyMatch(
            call ->
                Classes.isCall(call, Linker.class, "downcallHandle")
                    || Classes.isCall(call, Linker.class, "upcallStub"));
  }

  private static Downcall downcall(SodiumShape shape) {
    String option =
        switch (shape.way()) {
          case ORDINARY -> "";
          case CRITICAL -> "critical(false)";
          case CRITICAL_HEAP -> "critical(true)";
        };
    return Downcall.of(shape.descriptor(), option);
  }
}
