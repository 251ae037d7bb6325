package io.pe3.nativeconfig;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Reads the class files of a library as this JVM, and an image builder, would take them. */
final class Classes {
  private Classes() {}

  /** All classes beside the given one, of its jar or folder. */
  static List<ClassModel> beside(Class<?> one) throws IOException {
    Path place;
    try {
      place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    return Files.isDirectory(place) ? inFolder(place) : inJar(place.toFile());
  }

  static String name(ClassModel model) {
    return model.thisClass().asInternalName().replace('/', '.');
  }

  /** Every call that a method makes. */
  static Stream<InvokeInstruction> calls(MethodModel method) {
    return method.code().stream()
        .flatMap(CodeModel::elementStream)
        .filter(InvokeInstruction.class::isInstance)
        .map(InvokeInstruction.class::cast);
  }

  static boolean isCall(InvokeInstruction call, Class<?> owner, String name) {
    return call.owner().asInternalName().equals(owner.getName().replace('.', '/'))
        && call.name().equalsString(name);
  }

  private static List<ClassModel> inFolder(Path folder) throws IOException {
    List<ClassModel> models = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        models.add(ClassFile.of().parse(file));
      }
    }
    return models;
  }

  private static List<ClassModel> inJar(File file) throws IOException {
    List<ClassModel> models = new ArrayList<>();
    try (JarFile jar = new JarFile(file, false, ZipFile.OPEN_READ, JarFile.runtimeVersion())) {
      for (JarEntry entry : jar.versionedStream().toList()) {
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = jar.getInputStream(entry)) {
            models.add(ClassFile.of().parse(in.readAllBytes()));
          }
        }
      }
    }
    return models;
  }
}
