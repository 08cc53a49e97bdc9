/** Where a job keeps what must outlast its tasks, or its process. */
package dev.levada.node.storage;
