/** What operators have in common whose records come by several ways and have to be taken in one order. */
package dev.levada.dspbench.order;
