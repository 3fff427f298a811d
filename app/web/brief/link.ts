/** A brief as the fragment of an address: compressed, in letters that addresses take as they are. */
import { type Brief, readBrief } from "../../../layers/web/brief.ts";

/** Characters of a fragment: longer addresses are cut by programs that pass them on. */
export const LONGEST_LINK = 6000;
const LARGEST = 400_000; // characters of what a link may unfold to

const through = (bytes: Uint8Array<ArrayBuffer>, way: GenericTransformStream): ReadableStream<Uint8Array> =>
  new Blob([bytes]).stream().pipeThrough(way as TransformStream);

export async function toFragment(brief: Brief): Promise<string> {
  const packed = through(new TextEncoder().encode(JSON.stringify(brief)), new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The brief of a fragment; null where there is none in it. */
export async function fromFragment(fragment: string): Promise<Brief | null> {
  try {
    const bytes = Uint8Array.from(atob(fragment.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    const reader = through(bytes, new DecompressionStream("deflate-raw")).getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      if (text.length > LARGEST) return null;
    }
    return readBrief(JSON.parse(text + decoder.decode()));
  } catch {
    return null;
  }
}
