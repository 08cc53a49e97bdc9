/** What a user may ask of a job when something fails: the guarantee, and how it is kept. */
package dev.levada.api.recovery;
