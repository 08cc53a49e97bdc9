/** What a coordinator and the workers of a job say to each other, and the half of it that decides who runs where. */
package dev.levada.cluster.control;
