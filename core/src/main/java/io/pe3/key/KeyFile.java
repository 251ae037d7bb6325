package io.pe3.key;

import io.pe3.error.InvalidKeyException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import io.pe3.internal.AgronaAccess;
import io.pe3.internal.OwnerOnly;
import io.pe3.internal.SecretMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps a key on disk as JSON that only the owner of the file may read:
 *
 * <pre>{@code
 * {"keyid": "0x…", "key": "<64 lower-case hex digits>",
 *  "scope": {"realm": "…", "uris": [{"match": "exact|prefix|wildcard", "uri": "…"}],
 *            "flows": ["event", …], "schemes": ["wamp"], "ciphers": ["aes256gcm"],
 *            "expires": <seconds since 1970>}}
 * }</pre>
 *
 * <p>The scope and each of its parts is optional; what is left out is not limited. Thread-safe.
 */
public final class KeyFile {
  /** The largest key file that is read or written. */
  public static final int MAX_OCTETS = 64 << 10;

  private static final int ALIGNMENT = 8;
  private static final OwnerOnly OWNER_ONLY =
      new OwnerOnly(
          "key file", "replace the key if they could have read it", InvalidKeyException::new);

  private KeyFile() {}

  /**
   * Writes a key to a new file with mode 0600 (or owner-only access control) and to the disk. The
   * key counts as exported from here on.
   *
   * @param file that is not there yet
   * @param key to write
   * @throws InvalidKeyException when the file is there already, or the file system cannot keep it
   *     from others
   * @throws LimitExceededException when id and scope are too large
   * @throws io.pe3.error.UnknownKeyException when the key is closed
   * @throws IOException when writing fails; there is no file then
   */
  public static void write(Path file, DataKey key) throws IOException {
    try (SecretMemory memory = SecretMemory.allocate(MAX_OCTETS, ALIGNMENT)) {
      ByteBuffer bytes = encode(memory, key);
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
   * @return the key, exported
   * @throws InvalidKeyException when others may use the file in any way, or the id belongs to
   *     another key
   * @throws MalformedException when it has another form; a member that is not known is refused
   * @throws LimitExceededException when it is larger than {@link #MAX_OCTETS}
   * @throws IOException when reading fails
   */
  public static DataKey read(Path file) throws IOException {
    return read(file, false);
  }

  /**
   * Reads a key whose id may be another key's, as {@link DataKey#foreign} imports it.
   *
   * @param file of the form above
   * @return the key, exported
   * @throws InvalidKeyException when others may use the file in any way
   * @throws MalformedException when it has another form; a member that is not known is refused
   * @throws LimitExceededException when it is larger than {@link #MAX_OCTETS}
   * @throws IOException when reading fails
   */
  public static DataKey readForeign(Path file) throws IOException {
    return read(file, true);
  }

  /**
   * The content of a key file, for an output that the caller protects. The key counts as exported
   * from here on. The string cannot be wiped: write to a file where that matters.
   *
   * @param key to write
   * @return one line of JSON without its end
   * @throws LimitExceededException when id and scope are too large
   * @throws io.pe3.error.UnknownKeyException when the key is closed
   */
  public static String toJson(DataKey key) {
    try (SecretMemory memory = SecretMemory.allocate(MAX_OCTETS, ALIGNMENT)) {
      ByteBuffer bytes = encode(memory, key);
      byte[] copy = new byte[bytes.remaining() - 1];
      bytes.get(copy);
      String json = new String(copy, StandardCharsets.UTF_8);
      Arrays.fill(copy, (byte) 0);
      return json;
    }
  }

  /**
   * Reads a scope in the form that it has in a key file.
   *
   * @param json one JSON object, all of its members optional
   * @return the scope
   * @throws MalformedException when it has another form; a member that is not known is refused
   */
  public static KeyScope parseScope(String json) {
    AgronaAccess.require();
    try {
      return KeyJson.readScope(new UnsafeBuffer(json.getBytes(StandardCharsets.UTF_8)));
    } catch (UnrepresentableException e) {
      throw new MalformedException(
              "this is not a key scope; it is a JSON object that may hold realm, uris, flows,"
                  + " schemes, ciphers and expires",
              "reason",
              e.detail())
          .causedBy(e);
    }
  }

  private static ByteBuffer encode(SecretMemory memory, DataKey key) {
    AgronaAccess.require();
    ByteBuffer bytes = memory.segment().asByteBuffer();
    UnsafeBuffer target = new UnsafeBuffer(bytes, 0, MAX_OCTETS - 1);
    int length = KeyJson.write(key, target);
    bytes.put(length, (byte) '\n');
    return bytes.limit(length + 1);
  }

  private static DataKey read(Path file, boolean foreign) throws IOException {
    AgronaAccess.require();
    OWNER_ONLY.check(file);
    try (SecretMemory memory = SecretMemory.allocate(MAX_OCTETS + 1, ALIGNMENT);
        FileChannel channel = FileChannel.open(file)) {
      // Memory off the heap is read into directly; through an array the JDK would leave a copy.
      ByteBuffer bytes = memory.segment().asByteBuffer();
      int read;
      do {
        read = channel.read(bytes);
      } while (read >= 0 && bytes.hasRemaining());
      if (!bytes.hasRemaining()) {
        throw new LimitExceededException(
            "the file is too large for a key file; check its name",
            "limit",
            "keyfile",
            "maximum",
            MAX_OCTETS,
            "file",
            file);
      }
      return KeyJson.read(new UnsafeBuffer(bytes), bytes.position(), foreign);
    } catch (MalformedException | UnrepresentableException e) {
      throw new MalformedException(
              "this is not a key file; it holds one JSON object with keyid, key and maybe scope, as"
                  + " pe3 keygen writes it",
              "file",
              file,
              "reason",
              e.detail())
          .causedBy(e);
    }
  }
}
