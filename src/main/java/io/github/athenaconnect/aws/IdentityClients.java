package io.github.athenaconnect.aws;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of the services that give credentials for other credentials: made when first needed, shared by whatever
 * signs in after a file has changed, closed together.
 *
 * <p>They sign with nothing themselves; who is asked to sign is said with each request. Safe for use by several threads.
 */
final class IdentityClients implements SdkAutoCloseable {
    private final ClientFactory factory;
    private final Map<Region, SsoClient> portals = new HashMap<>();
    private final Map<Region, SsoOidcClient> tokenServices = new HashMap<>();
    private @Nullable StsClient sts;

    IdentityClients(ClientFactory factory) {
        this.factory = factory;
    }

    synchronized StsClient sts() {
        if (sts == null) {
            sts = factory.sts(AnonymousCredentialsProvider.create());
        }
        return sts;
    }

    /**
     * Where a web identity token may be sent.
     *
     * @throws SdkClientException if that is an address from the configuration, and the worker does not allow it
     */
    StsClient stsForTokens() {
        if (factory.replacesSts() && !WorkerPermissions.current().tokenEndpoint()) {
            throw SdkClientException.create("The profile's web identity token must not be sent to aws.sts.endpoint;"
                    + " the worker allows it with -D" + WorkerPermissions.TOKEN_ENDPOINT + "=true");
        }
        return sts();
    }

    synchronized SsoClient portal(Region region) {
        return portals.computeIfAbsent(region, factory::sso);
    }

    synchronized SsoOidcClient tokenService(Region region) {
        return tokenServices.computeIfAbsent(region, factory::ssoOidc);
    }

    @Override
    public synchronized void close() {
        portals.values().forEach(SsoClient::close);
        tokenServices.values().forEach(SsoOidcClient::close);
        if (sts != null) {
            sts.close();
        }
    }
}
