/** Tests marked {@link dev.levada.junit.LevadaTest} are given a {@link dev.levada.junit.TestKit}. */
package dev.levada.junit;
