package io.github.athenaconnect.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.auth.SsoCredentialsProvider;
import software.amazon.awssdk.services.sso.model.GetRoleCredentialsRequest;
import software.amazon.awssdk.services.ssooidc.SsoOidcTokenProvider;

/**
 * Credentials from the SSO portal, for the token that {@code aws sso login} left in the worker's home.
 *
 * @param session under which the token lies in the cache: the name of the session, or in profiles without one the start
 *     URL (both go through the same hash into the name of a file of the same form)
 * @param region of the portal
 */
record SingleSignOn(String profile, String session, Region region, String account, String role) implements SignIn {
    @Override
    public AwsCredentialsProvider provider(IdentityClients clients) {
        SsoOidcTokenProvider tokens = SsoOidcTokenProvider.builder()
                .sessionName(session)
                .ssoOidcClient(clients.tokenService(region))
                .asyncTokenUpdateEnabled(false)
                .build();
        SsoCredentialsProvider.Builder builder = SsoCredentialsProvider.builder();
        return builder.ssoClient(clients.portal(region))
                .asyncCredentialUpdateEnabled(false)
                .refreshRequest(() -> request(tokens))
                .build();
    }

    @Override
    public String owner() {
        return account;
    }

    /** The SDK meets an expired token that cannot be renewed with a NullPointerException. */
    private GetRoleCredentialsRequest request(SsoOidcTokenProvider tokens) {
        try {
            return GetRoleCredentialsRequest.builder()
                    .accountId(account)
                    .roleName(role)
                    .accessToken(tokens.resolveToken().token())
                    .build();
        } catch (SdkException | NullPointerException missing) {
            throw SdkClientException.create(
                    "The worker holds no valid SSO token for the profile \"" + profile
                            + "\"; run \"aws sso login\" on it as the worker's user",
                    missing);
        }
    }
}
