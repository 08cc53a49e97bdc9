package dev.levada.io.net;

import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Names for what goes wrong below the handshake. */
final class TlsFailures {
    private static final int MAX_DETAIL = 200;

    private TlsFailures() {}

    static Refusal refusal(Throwable failure) {
        if (has(failure, NotSslRecordException.class)) {
            return Refusal.ofPeer(Reason.NOT_TLS, "it does not speak TLS");
        } else if (has(failure, CertificateExpiredException.class)) {
            return Refusal.ofPeer(Reason.CERTIFICATE_EXPIRED, "its certificate has expired");
        } else if (has(failure, CertificateNotYetValidException.class)) {
            return Refusal.ofPeer(Reason.CERTIFICATE_NOT_YET_VALID, "its certificate is not valid yet");
        } else if (has(failure, CertificateException.class)) {
            return Refusal.ofPeer(
                    Reason.WRONG_AUTHORITY, "its certificate is not signed by an authority that may vouch for it here");
        } else if (said(failure).anyMatch(text -> text.contains("Empty client certificate chain"))) {
            return Refusal.ofPeer(Reason.NO_CERTIFICATE, "it shows no certificate");
        } else if (has(failure, SSLException.class)) {
            return Refusal.ofPeer(
                    Reason.TLS_FAILED, line(said(failure).findFirst().orElse("no reason given")));
        }
        return Refusal.ofPeer(Reason.BROKEN, line(failure.toString()));
    }

    static boolean isOfNetwork(Throwable failure) {
        return has(failure, IOException.class);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return causes(failure).anyMatch(kind::isInstance);
    }

    private static Stream<String> said(Throwable failure) {
        return causes(failure).filter(SSLException.class::isInstance).map(cause -> String.valueOf(cause.getMessage()));
    }

    /** The words of a library, which may hold what the peer sent. */
    private static String line(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]+", " ");
        return line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) : line;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
