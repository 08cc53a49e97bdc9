/** The recovery protocols. This package makes them; each lives in a package of its own and knows no other. */
package dev.levada.recovery;
