/**
 * Results over commits: {@link io.pe3.gate.history.HistoryStore} keeps them, {@link
 * io.pe3.gate.history.History} puts them in order, {@link io.pe3.gate.history.EDivisive} finds
 * where they changed.
 */
package io.pe3.gate.history;
