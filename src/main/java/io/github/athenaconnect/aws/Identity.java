package io.github.athenaconnect.aws;

import org.apache.kafka.common.utils.Utils;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Who the connector is: the configured credentials and the roles on top of them, with all they need to be renewed. */
final class Identity implements AwsCredentialsProvider, SdkAutoCloseable {
    private final IdentityClients clients;
    private final AwsCredentialsProvider configured;
    private final AwsCredentialsProvider assumed;

    private Identity(IdentityClients clients, AwsCredentialsProvider configured, AwsCredentialsProvider assumed) {
        this.clients = clients;
        this.configured = configured;
        this.assumed = assumed;
    }

    /** Signs in nowhere yet. */
    static Identity of(AwsSettings settings, ClientFactory factory) {
        IdentityClients clients = new IdentityClients(factory);
        AwsCredentialsProvider configured = settings.credentials().provider(clients);
        AwsCredentialsProvider assumed = configured;
        for (AssumedRole role : settings.roles()) {
            assumed = role.assumedWith(assumed, clients);
        }
        return new Identity(clients, configured, assumed);
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return assumed.resolveCredentials();
    }

    @Override
    public void close() {
        clients.close();
        if (configured instanceof AutoCloseable closeable) {
            Utils.closeQuietly(closeable, "credentials provider");
        }
    }
}
