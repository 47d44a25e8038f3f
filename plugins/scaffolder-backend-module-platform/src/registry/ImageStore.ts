/** Port to the registry, as far as images are looked for and removed. */
export interface ImageStore {
  /** Name of the registry, as it begins the names of images. */
  readonly host: string;
  /** Whether a repository has an image. */
  has(repository: string, signal?: AbortSignal): Promise<boolean>;
  /**
   * Removes all images of a repository.
   *
   * @returns false when there was none
   */
  remove(repository: string, signal?: AbortSignal): Promise<boolean>;
}
