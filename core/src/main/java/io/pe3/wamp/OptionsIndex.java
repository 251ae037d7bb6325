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
 * as runs of raw octets. All offsets are indexes of the wrapped buffer, once its origin is told.
 *
 * <p>Not thread-safe. Allocates nothing once made.
 */
@SuppressWarnings("EnumOrdinal") // such tables live no longer than the program
final class OptionsIndex {
  /** More special entries than any version of the carriers has names for. */
  static final int MAX_SPECIAL = 32;

  private static final int MAX_UNKNOWN_OCTETS = 1024;
  private static final int NONE = -1;
  private static final ValueType[] TYPES = ValueType.values();
  private static final Attribute.Kind[] KINDS = Attribute.Kind.values();

  private static final int VALUE_FIELDS = 4;
  private static final int OFFSET = 0;
  private static final int LENGTH = 1;
  private static final int TYPE = 2;

  private static final int FIELDS = 8;
  private static final int START = 0;
  private static final int END = 1;

  /** Where the entry before ends, or none. */
  private static final int END_BEFORE = 2;

  /** Where the entry behind begins, or none. */
  private static final int START_AFTER = 3;

  private static final int KIND = 4;

  /** 1 where the value counts as one, else 0. */
  private static final int VALUED = 5;

  private final UnsafeBuffer name;

  /** The names of special entries that no attribute has, one after another, to find repeats. */
  private UnsafeBuffer unknown;

  private final int[] unknownEnds = new int[MAX_SPECIAL];
  private int unknownCount;

  /** Of each attribute where its value stands, how long it is, and its type. */
  private final int[] values = new int[Attribute.VALUES.length * VALUE_FIELDS];

  /** A bit for each attribute that the map names. */
  private int named;

  /** A bit for each attribute that the map names more than once. */
  private int namedAgain;

  /** A bit for each attribute that has a value, which null, undefined and extensions are not. */
  private int valued;

  /** Of each special entry what the fields below say. */
  private final int[] special = new int[MAX_SPECIAL * FIELDS];

  private int specials;

  /** Whether another entry stands between two special ones. */
  private boolean parted;

  private int marks;

  /** What is added to every offset. */
  private int origin;

  private int entries;
  private int firstStart;
  private int lastEnd;

  /** Index of the attribute that most likely comes next. */
  private int expected;

  /** Where {@link #special} has the entry that was begun last, if it is one. */
  private int pending = NONE;

  private boolean repeated;

  OptionsIndex() {
    AgronaAccess.require();
    name = new UnsafeBuffer(0, 0);
  }

  /** Forgets the map read before. */
  void clear() {
    origin = 0;
    named = 0;
    namedAgain = 0;
    valued = 0;
    specials = 0;
    parted = false;
    marks = 0;
    unknownCount = 0;
    entries = 0;
    firstStart = 0;
    lastEnd = 0;
    expected = 0;
    pending = NONE;
    repeated = false;
  }

  /** Says where the place is that offsets were counted from when the map was read. */
  void origin(int index) {
    origin = index;
  }

  /**
   * Takes the map that a reader stands before.
   *
   * @throws MalformedException when it is broken, no map, or has a name that is not text
   * @throws LimitExceededException when it has more special entries than there are names for
   */
  void read(PayloadReader reader) {
    reader.startMap();
    while (reader.hasNext()) {
      int start = reader.position();
      Attribute attribute = expected();
      if (reader.peek() != ValueType.TEXT) {
        throw new MalformedException(
            "a name in Options or Details is not text", "found", reader.peek());
      }
      if (!reader.readKey(attribute.key())) {
        reader.readText(name);
        attribute = Attribute.find(name);
      }
      open(start, attribute, name);
      ValueType type = reader.peek();
      int value = reader.position();
      reader.skipValue();
      close(attribute, type, value, reader.end());
    }
    reader.endMap();
  }

  /** The attribute that most likely comes next. */
  Attribute expected() {
    return Attribute.VALUES[expected];
  }

  /**
   * Begins an entry.
   *
   * @param start where its name begins
   * @param attribute that its name is, or null
   * @param utf8 its name, when it is no attribute
   */
  void open(int start, Attribute attribute, UnsafeBuffer utf8) {
    if (pending != NONE) {
      special[pending + START_AFTER] = start;
      pending = NONE;
    }
    if (entries == 0) {
      firstStart = start;
    }
    Attribute.Kind kind = attribute != null ? attribute.kind() : Attribute.kindOf(utf8);
    if (kind != Attribute.Kind.PLAIN) {
      addSpecial(kind, start);
      if (attribute == null) {
        addUnknown(utf8);
      }
    }
    if (attribute != null) {
      expected = attribute.index() + 1 < Attribute.VALUES.length ? attribute.index() + 1 : 0;
    }
  }

  /**
   * Ends an entry.
   *
   * @param attribute that its name is, or null
   * @param type of its value
   * @param value where that begins
   * @param end index behind it
   */
  void close(Attribute attribute, ValueType type, int value, int end) {
    boolean isValue = !OptionRules.isAbsent(type);
    lastEnd = end;
    entries++;
    if (pending != NONE) {
      special[pending + VALUED] = isValue ? 1 : 0;
      special[pending + END] = end;
    }
    if (attribute == null) {
      return;
    }
    int bit = 1 << attribute.index();
    if ((named & bit) != 0) {
      namedAgain |= bit;
      // For WAMP's own attributes the first counts; a repeated one of a carrier is refused.
      repeated |= attribute.kind() != Attribute.Kind.PLAIN;
      return;
    }
    named |= bit;
    valued |= isValue ? bit : 0;
    int at = attribute.index() * VALUE_FIELDS;
    values[at + OFFSET] = value;
    values[at + LENGTH] = end - value;
    values[at + TYPE] = type.ordinal();
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
    int at = specials * FIELDS;
    parted |= specials > 0 && lastEnd != special[at - FIELDS + END];
    specials++;
    special[at + START] = start;
    special[at + END_BEFORE] = entries == 0 ? NONE : lastEnd;
    special[at + START_AFTER] = NONE;
    special[at + KIND] = kind.ordinal();
    marks += kind == Attribute.Kind.MARK ? 1 : 0;
    pending = at;
  }

  private void addUnknown(UnsafeBuffer utf8) {
    int from = 0;
    for (int i = 0; i < unknownCount; i++) {
      repeated |= isUnknown(utf8, from, unknownEnds[i]);
      from = unknownEnds[i];
    }
    if (utf8.capacity() > MAX_UNKNOWN_OCTETS - from) {
      throw new LimitExceededException(
          "the names of unknown carrier attributes are too long",
          "limit",
          "attributes",
          "maximum",
          MAX_UNKNOWN_OCTETS);
    }
    if (unknown == null) {
      unknown = new UnsafeBuffer(new byte[MAX_UNKNOWN_OCTETS]); // few messages have such names
    }
    unknown.putBytes(from, utf8, 0, utf8.capacity());
    unknownEnds[unknownCount++] = from + utf8.capacity();
  }

  private boolean isUnknown(UnsafeBuffer utf8, int from, int to) {
    if (to - from != utf8.capacity()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (unknown.getByte(i) != utf8.getByte(i - from)) {
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
    return TYPES[values[attribute.index() * VALUE_FIELDS + TYPE]];
  }

  /** Where the value of an attribute begins that is there. */
  int offset(Attribute attribute) {
    return origin + values[attribute.index() * VALUE_FIELDS + OFFSET];
  }

  /** The octets that the value of an attribute takes that is there. */
  int length(Attribute attribute) {
    return values[attribute.index() * VALUE_FIELDS + LENGTH];
  }

  /** How many special entries are marks. */
  int marks() {
    return marks;
  }

  /** How many special entries there are. */
  int specials() {
    return specials;
  }

  Attribute.Kind kind(int index) {
    return KINDS[special[index * FIELDS + KIND]];
  }

  /** How many entries of that kind, known by name or not, have a value. */
  int valued(Attribute.Kind kind) {
    int count = 0;
    for (int at = 0; at < specials * FIELDS; at += FIELDS) {
      count += special[at + KIND] == kind.ordinal() ? special[at + VALUED] : 0;
    }
    return count;
  }

  /** Where a special entry's name begins. */
  int start(int index) {
    return origin + special[index * FIELDS + START];
  }

  /** Index behind a special entry's value. */
  int end(int index) {
    return origin + special[index * FIELDS + END];
  }

  /** Whether a special entry follows the one before it with no other between. */
  boolean isNext(int index) {
    int at = index * FIELDS;
    return index > 0 && special[at + END_BEFORE] == special[at - FIELDS + END];
  }

  /** Whether the special entries follow one another, and none is a mark. */
  boolean isOneRun() {
    return !parted && marks == 0;
  }

  /**
   * Where the entries begin that stand between a special one and the special one before.
   *
   * @param index from 0 to {@link #specials()}, for those behind the last
   */
  int gapStart(int index) {
    return origin + (index == 0 ? firstStart : special[(index - 1) * FIELDS + START_AFTER]);
  }

  /** Index behind those entries; not above the start when there are none. */
  int gapEnd(int index) {
    return origin + (index == specials ? lastEnd : special[index * FIELDS + END_BEFORE]);
  }

  /** Whether entries stand in a gap. */
  boolean hasGap(int index) {
    boolean begins = index == 0 || special[(index - 1) * FIELDS + START_AFTER] != NONE;
    return begins && entries > 0 && gapEnd(index) > gapStart(index);
  }
}
