/** The {@code pe3} command; each of its commands is one class. */
package io.pe3.cli;
