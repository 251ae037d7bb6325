package io.pe3.compress;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictContentType;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.internal.AgronaAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A dictionary for zstd (RFC 8878, section 5) whose id is derived from its octets (wire profile,
 * section 4): who loads one under an id can't have another in its place, and dictionaries that are
 * trained apart do not take each other's ids.
 *
 * <p>A dictionary consists of pieces of the samples that it was trained on. Whoever holds it reads
 * them: train on what may be shown to everybody who gets the dictionary.
 *
 * <p>Immutable and thread-safe. It is digested once for opening and once for each level of sealing;
 * the digested forms live as long as anything that uses them.
 */
public final class ZstdDictionary {
  /** The largest dictionary that is taken. */
  public static final int MAX_OCTETS = 1 << 20;

  /** The size that training aims at unless told otherwise. */
  public static final int DEFAULT_TRAINED_OCTETS = 16 << 10;

  /** The smallest size that training takes. */
  public static final int MIN_TRAINED_OCTETS = 1 << 10;

  private final byte[] octets;
  private final int id;
  private final UnsafeBuffer sha256;
  private final ZstdDictDecompress decompressing;
  private final ConcurrentHashMap<Integer, ZstdDictCompress> compressing =
      new ConcurrentHashMap<>();

  private ZstdDictionary(byte[] octets) {
    this.octets = octets;
    this.id = (int) derivedId(octets);
    this.sha256 = new UnsafeBuffer(sha256().digest(octets));
    this.decompressing = digest(octets);
  }

  /**
   * Takes a dictionary that has its id.
   *
   * @param octets of it; copied
   * @return the dictionary
   * @throws MalformedException when it is no dictionary, or one of raw content, or its id is not
   *     the one that is derived from its octets
   * @throws LimitExceededException when it is larger than {@link #MAX_OCTETS}
   * @throws io.pe3.error.EngineUnavailableException when zstd cannot be loaded on this machine
   */
  public static ZstdDictionary of(byte[] octets) {
    AgronaAccess.require();
    checkForm(octets);
    long stored = storedId(octets);
    long derived = derivedId(octets);
    if (stored != derived) {
      // Otherwise a dictionary could be put in the place of another, and payloads would open to
      // other content than their signer saw.
      throw new MalformedException(
          "the dictionary's id is not the one of its octets; give it that with pe3 dict train or"
              + " withDerivedId",
          "dictionary",
          stored,
          "derived",
          derived);
    }
    return new ZstdDictionary(octets.clone());
  }

  /**
   * Takes a dictionary made by other tools, and gives it the id of its octets.
   *
   * @param octets of it; copied
   * @return the dictionary
   * @throws MalformedException when it is no dictionary, or one of raw content
   * @throws LimitExceededException when it is larger than {@link #MAX_OCTETS}
   * @throws io.pe3.error.EngineUnavailableException when zstd cannot be loaded on this machine
   */
  public static ZstdDictionary withDerivedId(byte[] octets) {
    AgronaAccess.require();
    checkForm(octets);
    byte[] copy = octets.clone();
    view(copy)
        .putInt(DictionaryDescriptor.ID_OFFSET, (int) derivedId(octets), ByteOrder.LITTLE_ENDIAN);
    return new ZstdDictionary(copy);
  }

  /**
   * Trains a dictionary.
   *
   * @param samples payload bodies as they are compressed: some hundred or more, together about a
   *     hundred times the size
   * @param size octets that it has at most, 1 KiB to {@link #MAX_OCTETS}
   * @return the dictionary, under the id of its octets
   * @throws MalformedException when zstd finds too few samples, or nothing in them that repeats
   * @throws io.pe3.error.EngineUnavailableException when zstd cannot be loaded on this machine
   */
  public static ZstdDictionary train(List<byte[]> samples, int size) {
    if (size < MIN_TRAINED_OCTETS || size > MAX_OCTETS) {
      throw new IllegalArgumentException(
          "a dictionary has " + MIN_TRAINED_OCTETS + " to " + MAX_OCTETS + " octets, not " + size);
    }
    long total = samples.stream().mapToLong(sample -> sample.length).sum();
    if (total > Integer.MAX_VALUE - 8) {
      throw new LimitExceededException(
          "the samples are too large together; take a part of them",
          "limit",
          "samples",
          "value",
          total,
          "maximum",
          Integer.MAX_VALUE - 8);
    }
    ZstdDictTrainer trainer =
        ZstdLibrary.newContext(() -> new ZstdDictTrainer((int) Math.max(1, total), size));
    samples.forEach(trainer::addSample);
    byte[] trained;
    try {
      trained = trainer.trainSamples();
    } catch (ZstdException e) {
      throw (MalformedException)
          new MalformedException(
                  "zstd makes no dictionary of these samples; give some hundred or more that have"
                      + " something in common, or ask for a smaller one",
                  "samples",
                  samples.size(),
                  "octets",
                  total,
                  "size",
                  size)
              .causedBy(e);
    }
    return withDerivedId(trained);
  }

  /**
   * Reads a dictionary that has its id.
   *
   * @param file of the dictionary's octets
   * @return the dictionary
   * @throws MalformedException as {@link #of} does
   * @throws LimitExceededException when it is larger than {@link #MAX_OCTETS}
   * @throws IOException when reading fails
   */
  public static ZstdDictionary read(Path file) throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(MAX_OCTETS + 1);
    }
    return of(octets);
  }

  /**
   * Writes the octets to a new file.
   *
   * @param file that is not there yet
   * @throws java.nio.file.FileAlreadyExistsException when it is there
   * @throws IOException when writing fails
   */
  public void write(Path file) throws IOException {
    Files.write(file, octets, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * The id that frames name it by.
   *
   * @return 32 768 to 2^31 − 1
   */
  public int id() {
    return id;
  }

  /**
   * The octets.
   *
   * @return a copy
   */
  public byte[] octets() {
    return octets.clone();
  }

  /**
   * How large it is.
   *
   * @return octets
   */
  public int length() {
    return octets.length;
  }

  /**
   * The SHA-256 of the octets, which a signature covers.
   *
   * @return 32 octets, always the same buffer; not to be written to
   */
  public DirectBuffer sha256Octets() {
    return sha256;
  }

  /** Id, size and SHA-256; no octets of samples. */
  @Override
  public String toString() {
    return "ZstdDictionary[id="
        + id
        + " octets="
        + octets.length
        + " sha256="
        + HexFormat.of().formatHex(sha256.byteArray())
        + "]";
  }

  /** Digested for opening. */
  ZstdDictDecompress decompressing() {
    return decompressing;
  }

  /** Digested for sealing at a level, once. */
  ZstdDictCompress compressing(int level) {
    return compressing.computeIfAbsent(
        level, one -> new ZstdDictCompress(octets, one, ZstdDictContentType.FULL_DICT));
  }

  private static void checkForm(byte[] octets) {
    if (octets.length > MAX_OCTETS) {
      throw new LimitExceededException(
          "the dictionary is too large",
          "limit",
          "dictionary",
          "length",
          octets.length,
          "maximum",
          MAX_OCTETS);
    }
    if (octets.length <= DictionaryDescriptor.HEADER_LENGTH
        || view(octets).getInt(DictionaryDescriptor.MAGIC_OFFSET, ByteOrder.LITTLE_ENDIAN)
            != DictionaryDescriptor.MAGIC) {
      throw new MalformedException(
          "this is no zstd dictionary, or one of raw content, which has no id; train one with pe3"
              + " dict train",
          "length",
          octets.length);
    }
  }

  private static long storedId(byte[] octets) {
    return Integer.toUnsignedLong(
        view(octets).getInt(DictionaryDescriptor.ID_OFFSET, ByteOrder.LITTLE_ENDIAN));
  }

  /** From the octets with the id's field zero, since it can't depend on itself. */
  private static long derivedId(byte[] octets) {
    byte[] without = octets.clone();
    Arrays.fill(
        without, DictionaryDescriptor.ID_OFFSET, DictionaryDescriptor.HEADER_LENGTH, (byte) 0);
    long v =
        Integer.toUnsignedLong(view(sha256().digest(without)).getInt(0, ByteOrder.LITTLE_ENDIAN));
    return DictionaryDescriptor.LOWEST_ID
        + v % (DictionaryDescriptor.ID_LIMIT - DictionaryDescriptor.LOWEST_ID);
  }

  private static ZstdDictDecompress digest(byte[] octets) {
    try {
      return ZstdLibrary.newContext(
          () -> new ZstdDictDecompress(octets, ZstdDictContentType.FULL_DICT));
    } catch (IllegalStateException | ZstdException e) {
      throw (MalformedException)
          new MalformedException("the zstd dictionary is corrupt", "length", octets.length)
              .causedBy(e);
    }
  }

  private static UnsafeBuffer view(byte[] octets) {
    return new UnsafeBuffer(octets);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
