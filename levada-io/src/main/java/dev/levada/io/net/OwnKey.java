package dev.levada.io.net;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** What this process shows of itself, as it is when a handshake asks for it. */
final class OwnKey extends X509ExtendedKeyManager {
    private final Supplier<X509ExtendedKeyManager> current;

    OwnKey(Supplier<X509ExtendedKeyManager> current) {
        this.current = current;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        return current.get().chooseEngineClientAlias(types, issuers, engine);
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
        return current.get().chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return current.get().chooseClientAlias(types, issuers, socket);
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return current.get().chooseServerAlias(type, issuers, socket);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal[] issuers) {
        return current.get().getClientAliases(type, issuers);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal[] issuers) {
        return current.get().getServerAliases(type, issuers);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current.get().getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current.get().getPrivateKey(alias);
    }
}
