package io.pe3.key;

import io.pe3.error.InvalidKeyException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files that nobody but their owner may use. */
final class OwnerOnly {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);
  private static final Set<PosixFilePermission> READ_WRITE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private OwnerOnly() {}

  /**
   * Makes a file that is not there yet. It has its permissions from the first moment: set
   * afterwards, somebody could open it before.
   */
  static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute(file));
  }

  /** Refuses a file that anybody but its owner may use in any way. */
  static void check(Path file) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      Set<PosixFilePermission> permissions = posix.readAttributes().permissions();
      if (!OWNER.containsAll(permissions)) {
        throw new InvalidKeyException(
            "others than its owner may use this key file; run chmod 600 FILE, and replace the key"
                + " if they could have read it",
            "file",
            file,
            "mode",
            mode(permissions));
      }
      return;
    }
    AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (acl == null) {
      throw notProtectable(file);
    }
    UserPrincipal owner = acl.getOwner();
    for (AclEntry entry : acl.getAcl()) {
      if (entry.type() == AclEntryType.ALLOW && !entry.principal().equals(owner)) {
        throw new InvalidKeyException(
            "others than its owner may use this key file; take their permissions away, and replace"
                + " the key if they could have read it",
            "file",
            file,
            "principal",
            entry.principal().getName());
      }
    }
  }

  private static FileAttribute<?> attribute(Path file) throws IOException {
    Set<String> views = file.getFileSystem().supportedFileAttributeViews();
    if (views.contains("posix")) {
      return PosixFilePermissions.asFileAttribute(READ_WRITE);
    }
    if (!views.contains("acl")) {
      throw notProtectable(file);
    }
    UserPrincipal owner =
        file.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
    List<AclEntry> entries =
        List.of(
            AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build());
    return new FileAttribute<List<AclEntry>>() {
      @Override
      public String name() {
        return "acl:acl";
      }

      @Override
      public List<AclEntry> value() {
        return entries;
      }
    };
  }

  /** As chmod takes it, for example 0644. */
  private static String mode(Set<PosixFilePermission> permissions) {
    int bits = 0;
    // Declared from owner-read to others-execute, which is the order of the bits.
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      bits = (bits << 1) | (permissions.contains(permission) ? 1 : 0);
    }
    return String.format("0%03o", bits);
  }

  private static InvalidKeyException notProtectable(Path file) {
    return new InvalidKeyException(
        "this file system cannot keep a key file from others; keep the key on another",
        "file",
        file,
        "filesystem",
        file.getFileSystem().provider().getScheme());
  }
}
