/** Text for people. */
package dev.levada.node.text;
