// Before the first paint: what needs scripts may show, what stands in for them may hide.
document.documentElement.classList.add("js");
