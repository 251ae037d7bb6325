package io.pe3.internal;

import io.pe3.error.Pe3Exception;
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

/**
 * Files that nobody but their owner may use.
 *
 * <p>Thread-safe.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);
  private static final Set<PosixFilePermission> READ_WRITE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final String what;
  private final String advice;
  private final Refusal refusal;

  /** Makes the error of a file that is refused. */
  @FunctionalInterface
  public interface Refusal {
    /**
     * Makes the error.
     *
     * @param detail what is wrong and what to do
     * @param facts names and values in turn
     * @return the error, not raised yet
     */
    Pe3Exception of(String detail, Object... facts);
  }

  /**
   * Describes a kind of files.
   *
   * @param what it is, for people, such as "key file"
   * @param advice what else to do when others could have used one
   * @param refusal makes the errors
   */
  public OwnerOnly(String what, String advice, Refusal refusal) {
    this.what = what;
    this.advice = advice;
    this.refusal = refusal;
  }

  /**
   * Makes a file that is not there yet. It has its permissions from the first moment: set
   * afterwards, somebody could open it before.
   *
   * @param file to make
   * @return open for writing
   * @throws java.nio.file.FileAlreadyExistsException when it is there
   * @throws Pe3Exception when the file system cannot keep it from others
   * @throws IOException when it cannot be made
   */
  public FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute(file));
  }

  /**
   * Refuses a file that anybody but its owner may use in any way.
   *
   * @param file to check
   * @throws Pe3Exception when others may use it, or that cannot be told
   * @throws IOException when its permissions cannot be read
   */
  public void check(Path file) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      Set<PosixFilePermission> permissions = posix.readAttributes().permissions();
      if (!OWNER.containsAll(permissions)) {
        throw refusal.of(
            "others than its owner may use this " + what + "; run chmod 600 FILE, and " + advice,
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
        throw refusal.of(
            "others than its owner may use this "
                + what
                + "; take their permissions away, and "
                + advice,
            "file",
            file,
            "principal",
            entry.principal().getName());
      }
    }
  }

  private FileAttribute<?> attribute(Path file) throws IOException {
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

  private Pe3Exception notProtectable(Path file) {
    return refusal.of(
        "this file system cannot keep a " + what + " from others; keep it on another",
        "file",
        file,
        "filesystem",
        file.getFileSystem().provider().getScheme());
  }
}
