/** How values become bytes and come back: the codec a user may write, and the buffers it works on. */
package dev.levada.api.codec;
