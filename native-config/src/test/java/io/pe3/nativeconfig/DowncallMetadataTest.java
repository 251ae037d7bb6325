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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image has stubs only for the shapes of native calls that the metadata lists. */
class DowncallMetadataTest {
  private static final String ZSTD_BINDING = "com.github.luben.zstd.ZstdBinding";

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
  void shouldListEveryShapeThatZstdBinds() throws IOException {
    Set<Downcall> bound = zstd();
    assertTrue(bound.size() > 15, "found " + bound.size());
    bound.removeAll(listed);
    assertEquals(Set.of(), bound, "missing from the metadata");
  }

  @Test
  void shouldListNothingElseAndNothingTwice() throws IOException {
    Set<Downcall> used = zstd();
    Stream.of(SodiumShape.values()).map(DowncallMetadataTest::downcall).forEach(used::add);
    assertEquals(used.size(), listed.size());
    assertEquals(used, new HashSet<>(listed));
  }

  @Test
  void shouldKnowAllCallersOfTheLinker() throws IOException {
    assertEquals(Set.of(SodiumShape.class.getName()), callers(Classes.beside(SodiumShape.class)));
    assertEquals(Set.of(ZSTD_BINDING), callers(Classes.beside(Zstd.class)));
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

  private static Set<Downcall> zstd() throws IOException {
    ClassModel binding =
        Classes.beside(Zstd.class).stream()
            .filter(model -> Classes.name(model).equals(ZSTD_BINDING))
            .findFirst()
            .orElseThrow();
    return new ZstdBindingReader().read(binding);
  }

  private static Set<String> callers(List<ClassModel> models) {
    return models.stream()
        .filter(
            model ->
                model.methods().stream()
                    .flatMap(Classes::calls)
                    .anyMatch(
                        call ->
                            Classes.isCall(call, Linker.class, "downcallHandle")
                                || Classes.isCall(call, Linker.class, "upcallStub")))
        .map(Classes::name)
        .collect(Collectors.toCollection(TreeSet::new));
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
