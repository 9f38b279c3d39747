package io.github.athenaconnect.aws;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks up hosts as the worker does, but finds none at the addresses from which a machine or a container hears its own
 * credentials: 169.254.169.254 of EC2, 169.254.170.2 and .23 of containers, fd00:ec2::254 and ::23, and their neighbours. No
 * service that the connector asks is there, and an endpoint of the configuration that leads there, by address or by name, would
 * have the worker fetch for its author what is the worker's alone.
 *
 * <p>The SDK's default chain, which asks there rightly, has connections of its own.
 */
final class HostLookup implements DnsResolver {
    /** The first bytes of such addresses: other link-local ones, and those of VPC Lattice, are of services. */
    private static final List<byte[]> OF_MACHINES = List.of(
            new byte[] {(byte) 169, (byte) 254, (byte) 169},
            new byte[] {(byte) 169, (byte) 254, (byte) 170},
            new byte[] {(byte) 0xfd, 0x00, 0x0e, (byte) 0xc2, 0x00, 0x00});

    private final DnsResolver worker;

    HostLookup() {
        this(SystemDefaultDnsResolver.INSTANCE);
    }

    /** One that looks up hosts as {@code worker} does. */
    HostLookup(DnsResolver worker) {
        this.worker = worker;
    }

    /**
     * The addresses of a host at which a service may be.
     *
     * @throws UnknownHostException if it has none but such of machines
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = worker.resolve(host);
        InetAddress[] ofServices =
                Arrays.stream(found).filter(address -> !isOfTheMachine(address)).toArray(InetAddress[]::new);
        if (ofServices.length == 0 && found.length > 0) {
            throw new UnknownHostException(host + " is at " + found[0].getHostAddress()
                    + ", where machines hear their own credentials; no endpoint of AWS's services is there");
        }
        return ofServices;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return worker.resolveCanonicalHostname(host);
    }

    private static boolean isOfTheMachine(InetAddress address) {
        byte[] bytes = address.getAddress();
        return OF_MACHINES.stream().anyMatch(first -> Arrays.equals(Arrays.copyOf(bytes, first.length), first));
    }
}
