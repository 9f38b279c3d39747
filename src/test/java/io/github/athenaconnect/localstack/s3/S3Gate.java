package io.github.athenaconnect.localstack.s3;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.AccessKeys;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.access.SignatureCheck;
import io.github.athenaconnect.localstack.access.SignatureRefused;
import io.github.athenaconnect.localstack.access.SignedRequest;
import io.github.athenaconnect.localstack.policy.Arns;
import io.github.athenaconnect.localstack.policy.Denial;
import io.github.athenaconnect.localstack.policy.Policies;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Stands before S3Proxy, which knows neither session tokens nor policies: checks who calls and what the caller may do.
 * Bodies stay unread; S3Proxy compares them with the hash that the signature covers.
 */
final class S3Gate implements Filter {
    private final AccessKeys accessKeys;
    private final SignatureCheck signatures;
    private final Policies policies;
    private final Predicate<ObjectName> exists;
    private final BiConsumer<AccessKey, S3Call> calls;

    /**
     * Guards a server.
     *
     * @param exists whether there is such an object, or for an empty key such a bucket
     * @param calls is told each call of a caller who is known
     */
    S3Gate(
            AccessKeys accessKeys,
            SignatureCheck signatures,
            Policies policies,
            Predicate<ObjectName> exists,
            BiConsumer<AccessKey, S3Call> calls) {
        this.calls = calls;
        this.accessKeys = accessKeys;
        this.signatures = signatures;
        this.policies = policies;
        this.exists = exists;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<S3Refusal> refusal = refusal((HttpServletRequest) request);
        if (refusal.isPresent()) {
            refusal.get().sendTo((HttpServletResponse) response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<S3Refusal> refusal(HttpServletRequest request) {
        try {
            AccessKey caller = signatures.caller(signed(request));
            S3Call call = call(request);
            calls.accept(caller, call);
            return refusal(call, accessKeys.owner(caller.id()));
        } catch (SignatureRefused e) {
            return Optional.of(S3Refusal.unproved(e));
        }
    }

    private Optional<S3Refusal> refusal(S3Call call, Principal caller) {
        Optional<Denial> denial = call.requirements().stream()
                .flatMap(required -> policies.denial(caller, required.action(), required.resource()).stream())
                .findFirst();
        if (denial.isEmpty() && call.readsObject()) {
            denial = policies.denial(
                            caller, "s3:ListBucket", Arns.bucket(call.name().bucket()))
                    .filter(mayNotList -> !exists.test(call.name()));
        }
        if (denial.isEmpty() && call.asksForLocation() && !exists.test(call.name())) {
            return Optional.of(S3Refusal.noSuchBucket());
        }
        return denial.map(S3Refusal::denied);
    }

    private static SignedRequest signed(HttpServletRequest request) {
        return new SignedRequest(
                request.getMethod(),
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()).orElse(""),
                name -> Collections.list(request.getHeaders(name)),
                String.valueOf(request.getHeader("x-amz-content-sha256")));
    }

    private static S3Call call(HttpServletRequest request) {
        return S3Call.of(
                request.getMethod(),
                unescaped(request.getRequestURI()),
                request.getParameterMap().keySet(),
                Optional.ofNullable(request.getHeader("x-amz-copy-source")).map(S3Gate::unescaped));
    }

    /** Only percent signs are escapes in a path; a plus is itself. */
    private static String unescaped(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
