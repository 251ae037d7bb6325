/** Lines of JSON in and out: what commands do with each is theirs, the rest is here. */
package io.pe3.cli.line;
