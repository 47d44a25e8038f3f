import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A TCP socket that waits for connections. */
export interface Listener {
  /** IPv4 in dots, IPv6 as eight groups without shortening. */
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

const LISTEN = '0A';

/** The listeners in the text of `/proc/net/tcp` or `/proc/net/tcp6` (proc(5)). */
export function listenersIn(text: string): Listener[] {
  return text
    .split('\n')
    .slice(1)
    .map(line => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === LISTEN)
    .map(fields => {
      const [address = '', port = ''] = (fields[1] ?? '').split(':');
      return {
        address: readable(address),
        port: parseInt(port, 16),
        inode: fields[9] ?? '',
      };
    });
}

/** Whether an address reaches this machine only; an IPv4 one may be written as IPv6. */
export function isLoopback(address: string): boolean {
  return (
    address.startsWith('127.') ||
    address === '0:0:0:0:0:0:0:1' ||
    /^0:0:0:0:0:ffff:7f[0-9a-f]{2}:/.test(address)
  );
}

/** What these processes listen on. */
export function listenersOf(pids: Iterable<number>): Listener[] {
  const inodes = new Set([...pids].flatMap(socketsOf));
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap(file => listenersIn(readFileSync(file, 'utf8')))
    .filter(({ inode }) => inodes.has(inode));
}

/** Numbers are written as the machine keeps them, 32 bits at a time: least byte first. */
function readable(hex: string): string {
  const bytes = hex
    .match(/.{8}/g)
    ?.flatMap(word => word.match(/../g)?.reverse() ?? []);
  if (bytes?.length === 4) {
    return bytes.map(byte => parseInt(byte, 16)).join('.');
  }
  const groups = bytes?.join('').match(/.{4}/g) ?? [];
  return groups.map(group => parseInt(group, 16).toString(16)).join(':');
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap(fd => socketAt(pid, fd));
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

function socketAt(pid: number, fd: string): string[] {
  try {
    const target = readlinkSync(`/proc/${pid}/fd/${fd}`);
    return /^socket:\[(\d+)\]$/.exec(target)?.slice(1) ?? [];
  } catch {
    return [];
  }
}
