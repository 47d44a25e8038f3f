/** A container of a pod, in a namespace of a cluster. */
export interface ContainerRef {
  readonly cluster: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** Who reads, as clusters know them. */
export interface LogReader {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Which part of a container's log is wanted. */
export interface LogSelection {
  /** Goes on with what is written from now on, until the run of the container ends. */
  readonly follow?: boolean;
  /** The run before the latest one. */
  readonly previous?: boolean;
  /** At most so many last lines. */
  readonly tailLines?: number;
  /** Lines of that time or later; ISO 8601 in whole seconds. */
  readonly sinceTime?: string;
  readonly sinceSeconds?: number;
}

/** Text of a log as it comes: UTF-8, cut anywhere. It is asked for more only when it is read. */
export type LogText = AsyncIterable<Uint8Array>;

/** Port to the logs of containers, as the nodes keep them. */
export interface PodLogs {
  /**
   * Opens a container's log. Each of its lines begins with its time in RFC 3339 and a
   * space. Reading it throws when the connection breaks; it ends without an error when
   * there is no more to come, or when the signal fires.
   *
   * @throws NotFoundError when there is no such cluster or pod
   * @throws NotAllowedError when the cluster does not let that person read it
   * @throws ConflictError when that run of the container has no log (yet)
   * @throws ServiceUnavailableError when the cluster or the node does not answer
   */
  open(
    container: ContainerRef,
    selection: LogSelection,
    reader: LogReader,
    signal: AbortSignal,
  ): Promise<LogText>;
}
