/**
 * A regression gate for any project with a JMH jar. {@link io.pe3.gate.Gate} takes or builds two
 * versions, measures both in turn and says which cells are slower and how sure that is. Packages
 * below read results, decide, measure and write; nothing here knows PE3's library.
 */
package io.pe3.gate;
