/// Events in the order of their times, and those of one time in the order in which they were added.
struct EventQueue<Event> {
    private var heap: [(time: Int64, number: Int, event: Event)] = []
    private var added = 0

    var isEmpty: Bool { heap.isEmpty }
    var nextTime: Int64? { heap.first?.time }

    mutating func add(_ event: Event, at time: Int64) {
        heap.append((time, added, event))
        added += 1
        var place = heap.count - 1
        while place > 0, comes(place, before: (place - 1) / 2) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func takeFirst() -> (time: Int64, event: Event)? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var place = 0
        while true {
            let children = [2 * place + 1, 2 * place + 2].filter { $0 < heap.count }
            guard let child = children.min(by: { comes($0, before: $1) }),
                comes(child, before: place)
            else { break }
            heap.swapAt(place, child)
            place = child
        }
        return (first.time, first.event)
    }

    private func comes(_ left: Int, before right: Int) -> Bool {
        (heap[left].time, heap[left].number) < (heap[right].time, heap[right].number)
    }
}
