package io.github.athenaconnect.localstack.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An authority of its own, certificates that it has issued to servers, and a trust store that knows it, in files of one directory.
 * Made by the JDK's {@code keytool}, which takes a second for each.
 */
public final class Certificates {
    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";

    private final Path keys;
    private final Path trustStore;

    private Certificates(Path directory) {
        this.keys = directory.resolve("keys.p12");
        this.trustStore = directory.resolve("trust.p12");
    }

    /** Founds the authority. */
    public static Certificates in(Path directory) throws IOException, GeneralSecurityException {
        Certificates certificates = new Certificates(directory);
        certificates.generate(AUTHORITY, "-ext", "bc:c");
        certificates.writeTrustStore();
        return certificates;
    }

    /** A certificate for a name, such as {@code ip:127.0.0.1} or {@code dns:example.com}, that is good for today. */
    public Certificates issue(String alias, String name) throws IOException {
        return generate(alias, "-signer", AUTHORITY, "-ext", "san=" + name);
    }

    /** One that was good for a day, ten days ago. */
    public Certificates issueExpired(String alias, String name) throws IOException {
        return generate(alias, "-signer", AUTHORITY, "-ext", "san=" + name, "-startdate", "-10d", "-validity", "1");
    }

    /** One that will be good for a day, in ten days. */
    public Certificates issueNotYetValid(String alias, String name) throws IOException {
        return generate(alias, "-signer", AUTHORITY, "-ext", "san=" + name, "-startdate", "+10d", "-validity", "1");
    }

    /** One that its owner has issued alone. */
    public Certificates issueSelfSigned(String alias, String name) throws IOException {
        return generate(alias, "-ext", "san=" + name);
    }

    /** What {@code javax.net.ssl.trustStore} is to name for a JVM that trusts the authority, and nobody else. */
    public Path trustStore() {
        return trustStore;
    }

    /** What that file is locked with. */
    public String password() {
        return PASSWORD;
    }

    /** How a server speaks TLS that has one of the certificates, and shows no other. */
    public SSLContext server(String alias) throws IOException, GeneralSecurityException {
        KeyStore all = load();
        KeyStore own = empty();
        char[] password = PASSWORD.toCharArray();
        own.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void writeTrustStore() throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry(AUTHORITY, load().getCertificate(AUTHORITY));
        try (OutputStream file = Files.newOutputStream(trustStore)) {
            trusted.store(file, PASSWORD.toCharArray());
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keys)) {
            store.load(file, PASSWORD.toCharArray());
        }
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Certificates generate(String alias, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool made no certificate " + alias + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while keytool made " + alias, e);
        }
        return this;
    }
}
