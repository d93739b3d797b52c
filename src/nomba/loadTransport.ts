import type { HttpClient } from './transport';

/** Loads the HTTP client on first use, from a bundle of its own: it is larger than everything else together, and activation does without it. */
export async function loadTransport(): Promise<HttpClient> {
  const { axiosTransport } = await import('./axiosTransport');
  return axiosTransport;
}
