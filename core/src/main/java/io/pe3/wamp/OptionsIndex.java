package io.pe3.wamp;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.ValueType;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.internal.AgronaAccess;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where the entries that matter stand in an Options or Details map, found in one pass over it.
 *
 * <p>An entry whose name begins like a carrier's or a mark is <em>special</em>, known or not: those
 * are listed with what stands before and after, so that they, or everything but them, can be copied
 * as runs of raw octets. All offsets are indexes of the wrapped buffer.
 *
 * <p>Not thread-safe. Allocates nothing once made.
 */
final class OptionsIndex {
  /** More special entries than any version of the carriers has names for. */
  static final int MAX_SPECIAL = 32;

  private static final int MAX_UNKNOWN_OCTETS = 1024;
  private static final int NONE = -1;

  private final UnsafeBuffer name;

  /** The names of special entries that no attribute has, one after another, to find repeats. */
  private final UnsafeBuffer unknown;

  private final int[] unknownEnds = new int[MAX_SPECIAL];
  private int unknownCount;

  private final int[] valueOffsets = new int[Attribute.VALUES.length];
  private final int[] valueLengths = new int[Attribute.VALUES.length];
  private final ValueType[] valueTypes = new ValueType[Attribute.VALUES.length];

  /** A bit for each attribute that the map names. */
  private int named;

  /** A bit for each attribute that the map names more than once. */
  private int namedAgain;

  /** A bit for each attribute that has a value, which null, undefined and extensions are not. */
  private int valued;

  private final int[] starts = new int[MAX_SPECIAL];
  private final int[] ends = new int[MAX_SPECIAL];
  private final int[] endsBefore = new int[MAX_SPECIAL];
  private final int[] startsAfter = new int[MAX_SPECIAL];
  private final Attribute.Kind[] kinds = new Attribute.Kind[MAX_SPECIAL];
  private final boolean[] entryValued = new boolean[MAX_SPECIAL];
  private int specials;
  private int marks;

  private int entries;
  private int firstStart;
  private int lastEnd;
  private boolean repeated;

  OptionsIndex() {
    AgronaAccess.require();
    name = new UnsafeBuffer(0, 0);
    unknown = new UnsafeBuffer(new byte[MAX_UNKNOWN_OCTETS]);
  }

  /** Forgets the map read before. */
  void clear() {
    named = 0;
    namedAgain = 0;
    valued = 0;
    specials = 0;
    marks = 0;
    unknownCount = 0;
    entries = 0;
    firstStart = 0;
    lastEnd = 0;
    repeated = false;
  }

  /**
   * Takes the map that a reader stands before.
   *
   * @throws MalformedException when it is broken, no map, or has a name that is not text
   * @throws LimitExceededException when it has more special entries than there are names for
   */
  void read(PayloadReader reader) {
    reader.startMap();
    int expected = 0;
    int pending = NONE;
    while (reader.hasNext()) {
      int start = reader.position();
      if (pending != NONE) {
        startsAfter[pending] = start;
        pending = NONE;
      }
      Attribute attribute = Attribute.VALUES[expected];
      boolean guessed = isText(reader) && reader.readKey(attribute.key());
      if (!guessed) {
        reader.readText(name);
        attribute = Attribute.find(name);
      }
      Attribute.Kind kind = attribute != null ? attribute.kind() : Attribute.kindOf(name);
      if (kind != Attribute.Kind.PLAIN) {
        addSpecial(kind, start);
        pending = specials - 1;
        if (attribute == null) {
          addUnknown();
        }
      }
      if (attribute != null) {
        expected = attribute.index() + 1 < Attribute.VALUES.length ? attribute.index() + 1 : 0;
      }
      boolean value = value(reader, attribute);
      lastEnd = reader.end();
      if (pending != NONE) {
        entryValued[pending] = value;
        ends[pending] = lastEnd;
        startsAfter[pending] = NONE;
      }
      if (entries++ == 0) {
        firstStart = start;
      }
    }
    reader.endMap();
  }

  private static boolean isText(PayloadReader reader) {
    if (reader.peek() != ValueType.TEXT) {
      throw new MalformedException(
          "a name in Options or Details is not text", "found", reader.peek());
    }
    return true;
  }

  private boolean value(PayloadReader reader, Attribute attribute) {
    ValueType type = reader.peek();
    int offset = reader.position();
    reader.skipValue();
    boolean value = !OptionRules.isAbsent(type);
    if (attribute != null) {
      int bit = 1 << attribute.index();
      // For WAMP's own attributes the first counts; a repeated one of a carrier is refused.
      if ((named & bit) != 0) {
        namedAgain |= bit;
        repeated |= attribute.kind() != Attribute.Kind.PLAIN;
        return value;
      }
      named |= bit;
      valued |= value ? bit : 0;
      valueOffsets[attribute.index()] = offset;
      valueLengths[attribute.index()] = reader.end() - offset;
      valueTypes[attribute.index()] = type;
    }
    return value;
  }

  private void addSpecial(Attribute.Kind kind, int start) {
    if (specials == MAX_SPECIAL) {
      throw new LimitExceededException(
          "the message has more carrier attributes than there are names for",
          "limit",
          "attributes",
          "maximum",
          MAX_SPECIAL);
    }
    kinds[specials] = kind;
    marks += kind == Attribute.Kind.MARK ? 1 : 0;
    starts[specials] = start;
    endsBefore[specials] = entries == 0 ? NONE : lastEnd;
    specials++;
  }

  private void addUnknown() {
    int from = 0;
    for (int i = 0; i < unknownCount; i++) {
      repeated |= isUnknown(from, unknownEnds[i]);
      from = unknownEnds[i];
    }
    if (name.capacity() > MAX_UNKNOWN_OCTETS - from) {
      throw new LimitExceededException(
          "the names of unknown carrier attributes are too long",
          "limit",
          "attributes",
          "maximum",
          MAX_UNKNOWN_OCTETS);
    }
    unknown.putBytes(from, name, 0, name.capacity());
    unknownEnds[unknownCount++] = from + name.capacity();
  }

  private boolean isUnknown(int from, int to) {
    if (to - from != name.capacity()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (unknown.getByte(i) != name.getByte(i - from)) {
        return false;
      }
    }
    return true;
  }

  /** Entries of the map, repeated ones included. */
  int entries() {
    return entries;
  }

  /** Whether an attribute of a carrier or a mark is there twice. */
  boolean isRepeated() {
    return repeated;
  }

  /** Whether the map names the attribute more than once, with a value or not. */
  boolean isRepeated(Attribute attribute) {
    return (namedAgain & 1 << attribute.index()) != 0;
  }

  /** Whether the map names the attribute with a value. */
  boolean has(Attribute attribute) {
    return (valued & 1 << attribute.index()) != 0;
  }

  /** The kind of value of an attribute that is there. */
  ValueType type(Attribute attribute) {
    return valueTypes[attribute.index()];
  }

  /** Where the value of an attribute begins that is there. */
  int offset(Attribute attribute) {
    return valueOffsets[attribute.index()];
  }

  /** The octets that the value of an attribute takes that is there. */
  int length(Attribute attribute) {
    return valueLengths[attribute.index()];
  }

  /** How many special entries are marks. */
  int marks() {
    return marks;
  }

  /** How many special entries there are. */
  int specials() {
    return specials;
  }

  Attribute.Kind kind(int special) {
    return kinds[special];
  }

  /** How many entries of that kind, known by name or not, have a value. */
  int valued(Attribute.Kind kind) {
    int count = 0;
    for (int i = 0; i < specials; i++) {
      count += kinds[i] == kind && entryValued[i] ? 1 : 0;
    }
    return count;
  }

  /** Where a special entry's name begins. */
  int start(int special) {
    return starts[special];
  }

  /** Index behind a special entry's value. */
  int end(int special) {
    return ends[special];
  }

  /** Whether a special entry follows the one before it with no other between. */
  boolean isNext(int special) {
    return special > 0 && endsBefore[special] == ends[special - 1];
  }

  /** Whether the special entries follow one another, and none is a mark. */
  boolean isOneRun() {
    for (int i = 1; i < specials; i++) {
      if (!isNext(i)) {
        return false;
      }
    }
    return marks == 0;
  }

  /**
   * Where the entries begin that stand between a special one and the special one before.
   *
   * @param special from 0 to {@link #specials()}, for those behind the last
   */
  int gapStart(int special) {
    return special == 0 ? firstStart : startsAfter[special - 1];
  }

  /** Index behind those entries; not above the start when there are none. */
  int gapEnd(int special) {
    return special == specials ? lastEnd : endsBefore[special];
  }

  /** Whether entries stand in a gap. */
  boolean hasGap(int special) {
    int start = gapStart(special);
    return start != NONE && entries > 0 && gapEnd(special) > start;
  }
}
