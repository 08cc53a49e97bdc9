package dev.levada.io.net;

import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS clients that a Levada process would not be. */
final class TlsSockets {
    private static final char[] PASSWORD = UUID.randomUUID().toString().toCharArray();

    private TlsSockets() {}

    /** A client that trusts the authority and shows a certificate, or none; the handshake is done, or refused. */
    static SSLSocket open(
            int port, DevelopmentCa.NodeFiles trusted, DevelopmentCa.@Nullable NodeFiles shown, String protocol)
            throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(keyStore(shown), PASSWORD);
        KeyStore authorities = empty();
        authorities.setCertificateEntry(
                "ca", Pem.certificates(trusted.authority()).get(0));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setEnabledProtocols(new String[] {protocol});
        try {
            socket.startHandshake();
        } catch (SSLException | SocketException refused) {
            // Most often the server refuses later; either way the next read tells.
            return socket;
        }
        return socket;
    }

    static KeyStore keyStore(DevelopmentCa.@Nullable NodeFiles shown) throws Exception {
        KeyStore store = empty();
        if (shown != null) {
            Certificate[] chain = Pem.certificates(shown.certificate()).toArray(X509Certificate[]::new);
            store.setKeyEntry("node", Pem.privateKey(shown.key()), PASSWORD, chain);
        }
        return store;
    }

    static char[] password() {
        return PASSWORD.clone();
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }

    /**
     * The first message of a client of old, by RFC 5246 section 7.4.1.2, without extensions.
     *
     * @param version 0x0302 is TLS 1.1, 0x0303 is TLS 1.2
     */
    static byte[] clientHello(int version, int cipherSuite) {
        int body = 2 + 32 + 1 + 2 + 2 + 2;
        ByteBuffer hello = ByteBuffer.allocate(5 + 4 + body);
        hello.put((byte) 22).putShort((short) version).putShort((short) (4 + body));
        hello.putInt(1 << 24 | body);
        hello.putShort((short) version).put(new byte[32]).put((byte) 0);
        return hello.putShort((short) 2)
                .putShort((short) cipherSuite)
                .put((byte) 1)
                .put((byte) 0)
                .array();
    }
}
