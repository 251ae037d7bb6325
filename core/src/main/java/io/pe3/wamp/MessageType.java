package io.pe3.wamp;

import java.util.Arrays;

/**
 * The WAMP message types and what stands where in each (WAMP Basic Profile, "Messages", and the
 * revocation forms of the Advanced Profile).
 *
 * <p>The elements after the type come in an order that a layout writes with one letter each: {@code
 * i} an id or another number, {@code o} the map of Options, Details or Extra, {@code u} a URI,
 * {@code t} another text, and at the end {@code a} for {@code Arguments} and {@code ArgumentsKw},
 * which both can be absent. Letters after {@code ?} can be absent too.
 */
public enum MessageType {
  /** Opens a session: realm and Details. */
  HELLO(1, "uo"),
  /** Accepts a session: session id and Details. */
  WELCOME(2, "io"),
  /** Refuses or ends a session: Details and reason. */
  ABORT(3, "oua"),
  /** Asks for authentication: method and Extra. */
  CHALLENGE(4, "to"),
  /** Answers a challenge: signature and Extra. */
  AUTHENTICATE(5, "to"),
  /** Closes a session: Details and reason. */
  GOODBYE(6, "oua"),
  /** Ends a request in an error: request type, request, Details, error URI, arguments. */
  ERROR(8, "iioua"),
  /** Publishes to a topic: request, Options, topic, arguments. */
  PUBLISH(16, "ioua"),
  /** Acknowledges a PUBLISH: request and publication. */
  PUBLISHED(17, "ii"),
  /** Subscribes to a topic: request, Options, topic. */
  SUBSCRIBE(32, "iou"),
  /** Acknowledges a SUBSCRIBE: request and subscription. */
  SUBSCRIBED(33, "ii"),
  /** Ends a subscription: request and subscription. */
  UNSUBSCRIBE(34, "ii?o"),
  /** Acknowledges an UNSUBSCRIBE (request), or revokes a subscription (0 and Details). */
  UNSUBSCRIBED(35, "i?o"),
  /** Delivers a publication: subscription, publication, Details, arguments. */
  EVENT(36, "iioa"),
  /** Calls a procedure: request, Options, procedure, arguments. */
  CALL(48, "ioua"),
  /** Cancels a CALL: request and Options. */
  CANCEL(49, "io"),
  /** Delivers a result: request, Details, arguments. */
  RESULT(50, "ioa"),
  /** Registers a procedure: request, Options, procedure. */
  REGISTER(64, "iou"),
  /** Acknowledges a REGISTER: request and registration. */
  REGISTERED(65, "ii"),
  /** Ends a registration: request and registration. */
  UNREGISTER(66, "ii?o"),
  /** Acknowledges an UNREGISTER (request), or revokes a registration (0 and Details). */
  UNREGISTERED(67, "i?o"),
  /** Invokes a procedure: request, registration, Details, arguments. */
  INVOCATION(68, "iioa"),
  /** Interrupts an INVOCATION: request and Options. */
  INTERRUPT(69, "io"),
  /** Gives a result: request, Options, arguments. */
  YIELD(70, "ioa"),
  /** Any other number: an extension, whose elements are not looked at. */
  UNKNOWN(-1, "");

  static final char ID = 'i';
  static final char OPTIONS = 'o';
  static final char URI = 'u';
  static final char TEXT = 't';
  static final char ARGUMENTS = 'a';

  private static final int MAX_CODE = 70;
  private static final MessageType[] BY_CODE = byCode();

  private final int code;
  private final String layout;
  private final int elements;
  private final int required;
  private final boolean arguments;
  private final int idsBeforeOptions;

  MessageType(int code, String layout) {
    int optional = layout.indexOf('?');
    this.code = code;
    this.layout = layout.replace("?", "").replace("a", "");
    this.elements = this.layout.length();
    this.arguments = layout.endsWith("a");
    this.required = optional < 0 ? this.layout.length() : optional;
    this.idsBeforeOptions =
        optional < 0 && this.layout.matches("i{1,2}ou?") ? this.layout.indexOf('o') : 0;
  }

  /**
   * The number on the wire.
   *
   * @return for example 16; −1 for {@link #UNKNOWN}
   */
  public int code() {
    return code;
  }

  /**
   * Finds a type by its number.
   *
   * @param code the number on the wire
   * @return the type, {@link #UNKNOWN} when the number is none of WAMP's
   */
  public static MessageType of(long code) {
    return code >= 0 && code <= MAX_CODE ? BY_CODE[(int) code] : UNKNOWN;
  }

  /**
   * Whether a message of this type can carry {@code Arguments}.
   *
   * @return true for those that have them in their layout
   */
  public boolean hasArguments() {
    return arguments;
  }

  /**
   * Whether a payload can be protected in a message of this type (wire profile, section 1).
   *
   * @return true for PUBLISH, EVENT, CALL, INVOCATION, YIELD, RESULT and ERROR
   */
  public boolean carriesPayload() {
    return arguments && this != ABORT && this != GOODBYE;
  }

  /** How many elements stand between the type and {@code Arguments}. */
  int elements() {
    return elements;
  }

  /** How many of those have to be there. */
  int required() {
    return required;
  }

  /**
   * How many ids stand before the Options where those are followed by a URI or by nothing, and all
   * of it has to be there; 0 for other layouts.
   */
  int idsBeforeOptions() {
    return idsBeforeOptions;
  }

  /** What the element is, counted from 0 after the type. */
  char element(int index) {
    return layout.charAt(index);
  }

  private static MessageType[] byCode() {
    MessageType[] types = new MessageType[MAX_CODE + 1];
    Arrays.fill(types, UNKNOWN);
    for (MessageType type : values()) {
      if (type.code >= 0) {
        types[type.code] = type;
      }
    }
    return types;
  }
}
