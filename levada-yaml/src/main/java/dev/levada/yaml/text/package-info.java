/** Places in a text, and what is wrong there. */
package dev.levada.yaml.text;
