/** A job on its way: what it can be asked, told, and what it leaves behind. */
package dev.levada.node.job;
