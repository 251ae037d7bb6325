/**
 * Realistic WAMP payloads, and each of them written and read by the same field-by-field code on
 * every side that is compared: PE3, Jackson streaming, Jackson ObjectMapper.
 */
package io.pe3.bench.corpus;
