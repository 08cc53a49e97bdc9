/**
 * The users' own code behind CUSTOM operators.
 *
 * <p>A configuration names a library, a class and a method, as DADSTORM did for .NET: {@code mylib.dll, Followers,
 * getFollowers}. Here the library is a jar, a directory of classes or a single Java source, and its code sees the JDK
 * and itself, nothing of Levada.
 */
package dev.levada.dadstorm.library;
