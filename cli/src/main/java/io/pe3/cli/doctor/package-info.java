/** What {@code pe3 doctor} looks at. Only what is examined after the launch flags needs them. */
package io.pe3.cli.doctor;
