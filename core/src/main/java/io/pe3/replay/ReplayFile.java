package io.pe3.replay;

import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.PolicyRefusedException;
import io.pe3.internal.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Keeps a {@link ReplayState} in a file; see {@link ReplayFileDescriptor} for the layout. */
final class ReplayFile {
  private static final OwnerOnly OWNER_ONLY =
      new OwnerOnly(
          "replay state file",
          "do not rely on it if they could have written it",
          PolicyRefusedException::new);

  private ReplayFile() {}

  /** Writes beside the file and then in its place, so that there is always a whole one. */
  static void write(Path file, ReplayState state) throws IOException {
    Path target = file.toAbsolutePath();
    Path fresh = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      try (FileChannel channel = OWNER_ONLY.create(fresh)) {
        ReplayFileEncoder.encode(state.contents(), Channels.newOutputStream(channel), digest());
        channel.force(true);
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    forceFolder(target.getParent());
  }

  static void read(Path file, ReplayState state) throws IOException {
    OWNER_ONLY.check(file);
    long length = Files.size(file);
    if (length > ReplayFileDescriptor.MAX_LENGTH) {
      throw new LimitExceededException(
          "the file is too large for a replay state; check its name",
          "limit",
          "replayfile",
          "maximum",
          ReplayFileDescriptor.MAX_LENGTH,
          "file",
          file);
    }
    byte[] octets = Files.readAllBytes(file);
    int end = octets.length - ReplayFileDescriptor.DIGEST_LENGTH;
    if (octets.length < ReplayFileDescriptor.MIN_LENGTH
        || ByteBuffer.wrap(octets).getLong() != ReplayFileDescriptor.MAGIC) {
      throw malformed("this is not a replay state of a version that is known here", file);
    }
    MessageDigest digest = digest();
    digest.update(octets, 0, end);
    byte[] stored = new byte[ReplayFileDescriptor.DIGEST_LENGTH];
    System.arraycopy(octets, end, stored, 0, stored.length);
    if (!MessageDigest.isEqual(digest.digest(), stored)) {
      throw malformed(
          "the replay state is damaged; restore another copy, use a new data key, or start with"
              + " senders refused until now",
          file);
    }
    try {
      new ReplayFileDecoder(octets, end).decode(state);
    } catch (MalformedException e) {
      throw new MalformedException(
              "the replay state is not of the form that is saved",
              "file",
              file,
              "reason",
              e.detail())
          .causedBy(e);
    }
  }

  /** The name change lasts only once the folder is on the disk; not every system can do that. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException e) {
      // The file itself is on the disk under one of its names.
      return;
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static MalformedException malformed(String detail, Path file) {
    return new MalformedException(detail, "file", file);
  }
}
