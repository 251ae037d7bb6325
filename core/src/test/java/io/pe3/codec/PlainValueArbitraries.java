package io.pe3.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Arbitrary plain values, as {@link PlainValues} writes and reads them. */
public final class PlainValueArbitraries {
  private static final BigInteger TWO_TO_63 = BigInteger.ONE.shiftLeft(63);

  private PlainValueArbitraries() {}

  /** Texts without lone surrogates: ASCII mostly, of lengths around the steps of the codecs. */
  public static Arbitrary<String> texts() {
    Arbitrary<String> ascii = Arbitraries.strings().ascii().ofMaxLength(40);
    Arbitrary<String> any =
        Arbitraries.strings()
            .all()
            .ofMaxLength(12)
            .filter(text -> UTF_8.newEncoder().canEncode(text));
    Arbitrary<String> codePoints =
        Arbitraries.of("\u00e9", "\u6c34", "\ud83d\ude00", "\u0000", "\uffff", "\"", "\\", "a")
            .list()
            .ofMaxSize(40)
            .map(parts -> String.join("", parts));
    Arbitrary<String> letters = Arbitraries.strings().alpha().ofMaxLength(300);
    return Arbitraries.oneOf(ascii, any, codePoints, letters);
  }

  /** Texts as above that do not begin with U+0000, which JSON keeps for byte strings. */
  public static Arbitrary<String> textsForJson() {
    return texts().filter(text -> !text.startsWith("\0"));
  }

  /** All longs, those of few bits as often as those of many. */
  public static Arbitrary<Long> longs() {
    return Arbitraries.oneOf(
        Arbitraries.longs(),
        Arbitraries.longs().between(-300, 300),
        Arbitraries.longs()
            .flatMap(bits -> Arbitraries.integers().between(0, 63).map(shift -> bits >> shift)));
  }

  /** Integers of 2^63 to 2^64 − 1, which MessagePack and CBOR hold without more ado. */
  public static Arbitrary<BigInteger> unsignedBeyondLong() {
    return Arbitraries.bigIntegers()
        .between(TWO_TO_63, TWO_TO_63.shiftLeft(1).subtract(BigInteger.ONE));
  }

  /** Integers beyond a long, up to 200 bits, of either sign. */
  public static Arbitrary<BigInteger> beyondLong() {
    BigInteger most = BigInteger.ONE.shiftLeft(200);
    return Arbitraries.oneOf(
        unsignedBeyondLong(),
        unsignedBeyondLong().map(BigInteger::not),
        Arbitraries.bigIntegers()
            .between(most.negate(), most)
            .filter(value -> value.bitLength() >= Long.SIZE));
  }

  /** Finite doubles, those that are halves and singles too. */
  public static Arbitrary<Double> finiteDoubles() {
    return Arbitraries.oneOf(
            Arbitraries.doubles(),
            Arbitraries.longs().map(Double::longBitsToDouble),
            Arbitraries.integers().map(bits -> (double) Float.intBitsToFloat(bits)),
            Arbitraries.shorts().map(bits -> (double) Float.float16ToFloat(bits)),
            Arbitraries.of(0.0, -0.0, 1.0, Double.MIN_VALUE, Double.MAX_VALUE, 0x1p63, -0x1p63))
        .filter(Double::isFinite);
  }

  /** All doubles; of the NaNs the canonical one. */
  public static Arbitrary<Double> doubles() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, finiteDoubles()),
        Tuple.of(
            1, Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
  }

  /** Byte strings. */
  public static Arbitrary<byte[]> octets() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(70);
  }

  /** Every scalar of CBOR. */
  public static Arbitrary<Object> scalars() {
    return scalars(texts(), beyondLong(), doubles());
  }

  /**
   * Scalars, {@code null} among them.
   *
   * @param texts that the format takes
   * @param large integers beyond a long that the format takes
   * @param doubles that the format takes
   */
  public static Arbitrary<Object> scalars(
      Arbitrary<String> texts, Arbitrary<BigInteger> large, Arbitrary<Double> doubles) {
    return Arbitraries.oneOf(
            Arbitraries.of(true, false).asGeneric(),
            longs().asGeneric(),
            large.asGeneric(),
            doubles.asGeneric(),
            texts.asGeneric(),
            octets().asGeneric())
        .injectNull(0.1);
  }

  /**
   * Values up to five containers deep.
   *
   * @param scalars to build from
   * @param keys of maps
   */
  public static Arbitrary<Object> nested(
      Arbitrary<Object> scalars, Arbitrary<? extends Object> keys) {
    return Arbitraries.recursive(() -> scalars, inner -> container(scalars, keys, inner), 0, 5);
  }

  private static Arbitrary<Object> container(
      Arbitrary<Object> scalars, Arbitrary<? extends Object> keys, Arbitrary<Object> inner) {
    Arbitrary<Object> list = inner.list().ofMaxSize(5).asGeneric();
    Arbitrary<Object> flat = scalars.list().ofMaxSize(30).asGeneric();
    Arbitrary<Object> map = Arbitraries.maps(keys, inner).ofMaxSize(5).asGeneric();
    // The edge cases of nested containers are myriad and take longer to list than all tries to run.
    return Arbitraries.oneOf(list, flat, map).withoutEdgeCases();
  }

  /** Values with text keys only, as every serializer holds them. */
  public static Arbitrary<Object> valuesWithTextKeys() {
    return nested(scalars(), texts());
  }

  /** Everything that the plain-object convenience writes and reads in CBOR. */
  public static Arbitrary<Object> values() {
    Arbitrary<Object> keys =
        Arbitraries.oneOf(
            texts().asGeneric(), longs().asGeneric(), Arbitraries.of(true, false).asGeneric());
    return nested(scalars(), keys);
  }

  /** Asserts that two values are equal, looking into byte strings; −0.0 is not 0.0. */
  public static void assertSame(Object expected, Object actual) {
    assertTrue(isSame(expected, actual), () -> "expected " + expected + " but was " + actual);
  }

  private static boolean isSame(Object expected, Object actual) {
    if (expected instanceof byte[] octets) {
      return actual instanceof byte[] others && Arrays.equals(octets, others);
    }
    if (expected instanceof List<?> values) {
      return actual instanceof List<?> others
          && values.size() == others.size()
          && areSame(values.iterator(), others.iterator());
    }
    if (expected instanceof Map<?, ?> map) {
      return actual instanceof Map<?, ?> others
          && map.size() == others.size()
          && areSame(map.keySet().iterator(), others.keySet().iterator())
          && areSame(map.values().iterator(), others.values().iterator());
    }
    return expected == null ? actual == null : expected.equals(actual);
  }

  private static boolean areSame(Iterator<?> expected, Iterator<?> actual) {
    while (expected.hasNext()) {
      if (!isSame(expected.next(), actual.next())) {
        return false;
      }
    }
    return true;
  }
}
