/**
 * Whole WAMP messages as the octets that a session holds, in the session serializers CBOR,
 * MessagePack and JSON; no network code. {@link io.pe3.wamp.MessageView} looks at a message in
 * place and {@link io.pe3.wamp.MessageWriter} writes one around a payload that it does not look at.
 */
package io.pe3.wamp;
