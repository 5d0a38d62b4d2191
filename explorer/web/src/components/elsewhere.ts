/** What opens below a field or a button closes when one presses elsewhere. */
import { onBeforeUnmount, onMounted, type Ref } from "vue";

export function onPressElsewhere(box: Readonly<Ref<HTMLElement | null>>, act: () => void): void {
  function pressed(event: PointerEvent): void {
    if (!box.value?.contains(event.target as Node)) act();
  }
  onMounted(() => window.addEventListener("pointerdown", pressed));
  onBeforeUnmount(() => window.removeEventListener("pointerdown", pressed));
}
