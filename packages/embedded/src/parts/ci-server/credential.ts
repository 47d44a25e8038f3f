/** A secret that pipelines name by its id. */
export type Credential = { readonly id: string } & (
  | { readonly kind: 'secret-text'; readonly secret: string }
  | {
      readonly kind: 'username-password';
      readonly username: string;
      readonly password: string;
    }
  | {
      readonly kind: 'secret-file';
      readonly fileName: string;
      readonly content: Uint8Array;
    }
);

/** Finds a credential that the job may use. */
export type CredentialLookup = (id: string) => Promise<Credential | undefined>;
