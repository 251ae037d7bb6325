package io.pe3.sign;

import io.pe3.codec.JsonReader;
import io.pe3.codec.JsonWriter;
import io.pe3.error.InvalidKeyException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import io.pe3.internal.AgronaAccess;
import io.pe3.internal.HexOctets;
import io.pe3.internal.OwnerOnly;
import io.pe3.internal.SecretMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps a session key on disk as JSON that only the owner of the file may read:
 *
 * <pre>{@code
 * {"csPubKey": "<64 lower-case hex digits>", "seed": "<64 lower-case hex digits>"}
 * }</pre>
 *
 * <p>Thread-safe; holds no state.
 */
public final class SessionKeyFile {
  /** The largest session key file that is read. */
  public static final int MAX_OCTETS = 4 << 10;

  private static final String SIGNER = "csPubKey";
  private static final String SEED = "seed";
  private static final int ALIGNMENT = 8;
  private static final OwnerOnly OWNER_ONLY =
      new OwnerOnly(
          "session key file",
          "replace the key if they could have read it",
          InvalidKeyException::new);

  private SessionKeyFile() {}

  /**
   * Writes a key to a new file with mode 0600 (or owner-only access control) and to the disk.
   *
   * @param file that is not there yet
   * @param key to write
   * @throws InvalidKeyException when the file is there already, or the file system cannot keep it
   *     from others
   * @throws io.pe3.error.UnknownKeyException when the key is closed
   * @throws IOException when writing fails; there is no file then
   */
  public static void write(Path file, SessionKey key) throws IOException {
    AgronaAccess.require();
    try (SecretMemory memory = SecretMemory.allocate(MAX_OCTETS, ALIGNMENT)) {
      ByteBuffer bytes = memory.segment().asByteBuffer();
      encode(key, bytes);
      FileChannel channel;
      try {
        channel = OWNER_ONLY.create(file);
      } catch (FileAlreadyExistsException e) {
        throw new InvalidKeyException(
                "the file is there already and is not overwritten, since a key in it would be"
                    + " lost; name another or move it away",
                "file",
                file)
            .causedBy(e);
      }
      try (channel) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      } catch (IOException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    }
  }

  /**
   * Reads a key.
   *
   * @param file of the form above
   * @return the key
   * @throws InvalidKeyException when others may use the file in any way, or {@code csPubKey} is not
   *     the seed's
   * @throws MalformedException when it has another form; a member that is not known is refused
   * @throws LimitExceededException when it is larger than {@link #MAX_OCTETS}
   * @throws IOException when reading fails
   */
  public static SessionKey read(Path file) throws IOException {
    AgronaAccess.require();
    OWNER_ONLY.check(file);
    try (SecretMemory memory = SecretMemory.allocate(MAX_OCTETS + 1, ALIGNMENT);
        FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = memory.segment().asByteBuffer();
      int read;
      do {
        read = channel.read(bytes);
      } while (read >= 0 && bytes.hasRemaining());
      if (!bytes.hasRemaining()) {
        throw new LimitExceededException(
            "the file is too large for a session key file; check its name",
            "limit",
            "keyfile",
            "maximum",
            MAX_OCTETS,
            "file",
            file);
      }
      return decode(new UnsafeBuffer(bytes), bytes.position(), file);
    } catch (MalformedException | UnrepresentableException e) {
      throw new MalformedException(
              "this is not a session key file; it holds one JSON object with csPubKey and seed, as"
                  + " pe3 keygen --session writes it",
              "file",
              file,
              "reason",
              e.detail())
          .causedBy(e);
    }
  }

  private static void encode(SessionKey key, ByteBuffer bytes) {
    byte[] seed = key.seed();
    byte[] digits = new byte[2 * SessionKey.SEED_OCTETS];
    try {
      HexOctets.encode(seed, digits);
      JsonWriter writer = new JsonWriter();
      writer.wrap(new UnsafeBuffer(bytes), 0, bytes.capacity() - 1);
      writer.startMap(2);
      writer.writeText(SIGNER).writeText(key.signer().toString());
      writer.writeText(SEED).writeText(new UnsafeBuffer(digits), 0, digits.length);
      writer.endMap();
      bytes.put(writer.length(), (byte) '\n').limit(writer.length() + 1);
    } finally {
      Arrays.fill(seed, (byte) 0);
      Arrays.fill(digits, (byte) 0);
    }
  }

  private static SessionKey decode(DirectBuffer source, int length, Path file) {
    byte[] signer = new byte[SignerKey.OCTETS];
    byte[] seed = new byte[SessionKey.SEED_OCTETS];
    try {
      JsonReader reader = new JsonReader();
      reader.wrap(source, 0, length);
      boolean hasSigner = false;
      boolean hasSeed = false;
      reader.startMap();
      while (reader.hasNext()) {
        switch (reader.readText()) {
          case SIGNER -> hasSigner = readOnce(hasSigner, reader, signer);
          case SEED -> hasSeed = readOnce(hasSeed, reader, seed);
          default -> throw new MalformedException("a member is not known");
        }
      }
      reader.endMap();
      reader.endOfInput();
      if (!hasSigner || !hasSeed) {
        throw new MalformedException("a member is missing", SIGNER, hasSigner, SEED, hasSeed);
      }
      SessionKey key = SessionKey.of(seed);
      if (!key.signer().equals(SignerKey.of(signer))) {
        key.close();
        throw new InvalidKeyException(
            "the file's csPubKey belongs to another seed; restore the file",
            "file",
            file,
            SIGNER,
            SignerKey.of(signer));
      }
      return key;
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private static boolean readOnce(boolean had, JsonReader reader, byte[] octets) {
    if (had) {
      throw new MalformedException("a member is repeated", "offset", reader.position());
    }
    UnsafeBuffer digits = new UnsafeBuffer(0, 0);
    reader.readText(digits);
    if (!HexOctets.decode(digits, octets)) {
      throw new MalformedException(
          "a member is not 64 lower-case hex digits", "digits", digits.capacity());
    }
    return true;
  }
}
