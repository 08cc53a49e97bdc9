/**
 * A log that outlasts crashes. {@link dev.levada.io.log.SegmentedLog} is the log itself, for one thread;
 * {@link dev.levada.io.log.GroupCommitLog} lets many threads share it, and one force serve all that wait.
 *
 * <p>A directory holds segments, each named for the index of its first record. A segment is a header and records:
 *
 * <pre>
 *   header  magic 8 | version 4 | first index 8 | CRC32C 4
 *   record  'R' 1 | length 4 | index 8 | durable 8 | CRC32C of the content 4 | CRC32C of this header 4 | content
 *   mark    'M' in the place of 'R', no content: the index is that of the record before it
 * </pre>
 *
 * The checksum of a record's header takes in the segment and the position, so nothing passes for a record anywhere but
 * where it was written. <i>durable</i> is the last index that had been forced when the record was written. It is what
 * tells a torn tail from damage: a crash may lose any sectors of what was never forced, but if a record that can be
 * read says that an earlier one had been forced, and that one cannot be read, the disk has lost what it had promised to
 * keep. A mark says so when the log is closed. Where no record can tell (the last batch before a crash), a hole counts
 * as torn only if a lost sector explains it, that is, if it reads as zeros.
 *
 * <p>What cannot be told: the last record, if it was forced and nothing was written or closed after it, looks torn when
 * damaged; so does a lost sector of that last batch, and a damaged record of it whose content fills a sector with
 * zeros. And whether the oldest segments were dropped or lost: who reads must compare the first index with the one
 * wanted.
 *
 * <p>After a force that failed the system may show bytes that it will never write. So opening a log writes again
 * whatever is not known to have been forced, and forces that.
 */
package dev.levada.io.log;
