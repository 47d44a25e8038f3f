/** Why a view cannot be had, though the connection to the portal is good. */
export class ViewError extends Error {
  /** @param name - as the portal names it */
  constructor({ name, message }: { name: string; message: string }) {
    super(message);
    this.name = name;
  }
}
