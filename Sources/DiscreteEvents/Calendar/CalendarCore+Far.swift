import CPrefetch

// The year and what is later.
extension CalendarCore {
  /// Puts an event that is not near where it belongs.
  @inlinable @inline(__always)
  mutating func putFar(_ slot: UInt32) {
    let time = slots[Int(slot)].time
    if time < yearEnd {
      let bucket = min(Int((time - yearStart) * bucketsPerTime), bucketCount - 1)
      slots[Int(slot)].next = buckets[bucket]
      buckets[bucket] = slot
      inYear += 1
      if inYear > yearLimit { beginYear() }
    } else {
      if laterCount == laterCapacity { growLater() }
      later[laterCount] = slot
      laterCount += 1
      laterLeast = min(laterLeast, time)
    }
  }

  @usableFromInline @inline(never)
  mutating func growLater() { later = PlainMemory.grown(later, &laterCapacity, to: laterCount + 1) }

  /// Fills the empty near future with the next events of those far away, or ends a year without any.
  @usableFromInline @inline(never)
  mutating func refill() {
    while nearCount == 0 {
      if inYear == 0 {
        guard laterCount > 0 else {
          endYear()
          return
        }
        deal()
        continue
      }
      repeat { current += 1 } while buckets[current] == EventSlot.none
      currentEnd = Double(current + 1)
      let first = buckets[current]
      buckets[current] = EventSlot.none
      let fetches = slotCount > Self.cachedSlots && current + 1 < bucketCount
      ahead = fetches ? buckets[current + 1] : EventSlot.none
      loadNear(first)
      nearLimit = max(nearLimit, 2 * nearCount)
    }
  }

  /// Makes the events of a bucket, whose newest slot is told, the near future, which must be empty.
  @inline(__always)
  private mutating func loadNear(_ newest: UInt32) {
    // What does not change in the loop is kept where the compiler can see that.
    let slots = slots
    var near = near
    var (slot, loaded, count) = (newest, 0, 0)
    while slot != EventSlot.none {
      let next = slots[Int(slot)].next
      loaded += 1
      if let event = takeOut(slot, sequence: 0) {
        if count == nearCapacity {
          growNear(to: count + 1)
          near = self.near
        }
        // Of equal times the older, which comes later here, stands behind, where it is taken first.
        var hole = count
        if count < Self.fewEvents {
          while hole > 0, near[hole - 1].time < event.time {
            near[hole] = near[hole - 1]
            hole -= 1
          }
        }
        near[hole] = event
        count += 1
      }
      slot = next
    }
    inYear -= loaded
    for place in 0..<count {
      near[place].sequence |= sequence &+ UInt64(count - 1 - place) << 1
    }
    sequence &+= UInt64(count) << 1
    nearCount = count
    if count > Self.fewEvents { arrangeNear() }
  }

  /// Takes an event out of the lists: its entry among those near, or nil if it was cancelled.
  ///
  /// Its slot is given back unless a handle can name it.
  @inline(__always)
  private mutating func takeOut(_ slot: UInt32, sequence: UInt64) -> NearEvent? {
    let event = slots[Int(slot)]
    if event.isCancellable {
      if event.isDead {
        dead -= 1
        giveBack(slot)
        return nil
      }
      return NearEvent(time: event.time, sequence: sequence | 1, first: slot, second: 0)
    }
    giveBack(slot)
    return NearEvent(
      time: event.time, sequence: sequence, first: event.kind, second: event.subject)
  }

  /// Does without a year, which must be empty: everything is near.
  private mutating func endYear() {
    bucketCount = 0
    ahead = EventSlot.none
    (yearStart, yearEnd, bucketsPerTime, currentEnd, current) = (0, 0, 0, 0, 0)
    for place in 0..<laterCount {
      guard let event = takeOut(later[place], sequence: takeSequence()) else { continue }
      if nearCount == nearCapacity { growNear(to: nearCount + 1) }
      near[nearCount] = event
      nearCount += 1
    }
    laterCount = 0
    laterLeast = .infinity
    arrangeNear()
    nearLimit = max(Self.fewEvents, 2 * nearCount)
  }

  /// Begins a year with all events: there have become too many for the heap, or for the buckets.
  @usableFromInline @inline(never)
  mutating func beginYear() {
    // Equal times stand in one part of the future, so the order of the parts does not matter.
    var all: UnsafeMutablePointer<UInt32> = PlainMemory.allocated(0)
    var capacity = 0
    var count = 0
    func append(_ slot: UInt32, _ all: inout UnsafeMutablePointer<UInt32>) {
      if count == capacity { all = PlainMemory.grown(all, &capacity, to: count + 1) }
      all[count] = slot
      count += 1
    }
    var heap = UnsafeMutableBufferPointer(start: near, count: nearCount)
    heap.sort { $0.sequence < $1.sequence }
    for entry in heap {
      append(
        entry.standsInSlot
          ? entry.first
          : takeSlot(
            time: entry.time, kind: entry.first, subject: entry.second, link: EventSlot.none),
        &all)
    }
    (nearCount, isHeap) = (0, false)
    if inYear > 0 {
      for bucket in current + 1..<bucketCount {
        let begin = count
        var slot = buckets[bucket]
        buckets[bucket] = EventSlot.none
        while slot != EventSlot.none {
          append(slot, &all)
          slot = slots[Int(slot)].next
        }
        var bucketful = UnsafeMutableBufferPointer(start: all + begin, count: count - begin)
        bucketful.reverse()
      }
    }
    inYear = 0
    ahead = EventSlot.none
    for place in 0..<laterCount { append(later[place], &all) }
    PlainMemory.free(later)
    (later, laterCapacity, laterCount) = (all, capacity, count)
    laterLeast = .infinity
    for place in 0..<count { laterLeast = min(laterLeast, slots[Int(later[place])].time) }
    deal()
    if nearCount == 0 && bucketCount > 0 { refill() }
    discardDead()
  }

  /// Makes the next year of what is later: the heap and the buckets must be empty.
  ///
  /// The year begins with the earliest event and is over by the time that seven eighths of a sample
  /// are due, or sooner: its buckets are as wide as a few events need that are due early, when the
  /// calendar is about as dense as it will stay, and there are a third as many as events at most. So a
  /// year disposes of a quarter of the events at least, however far away the rest may be.
  private mutating func deal() {
    let count = laterCount
    guard count > Self.fewEvents / 2, let year = yearOfLater() else {
      endYear()
      return
    }
    if year.buckets > bucketCapacity {
      PlainMemory.free(buckets)
      buckets = PlainMemory.allocated(year.buckets)
      bucketCapacity = year.buckets
    }
    buckets.initialize(repeating: EventSlot.none, count: year.buckets)
    bucketCount = year.buckets
    bucketsPerTime = 1 / year.width
    yearStart = laterLeast
    yearEnd = yearStart + Double(bucketCount) * year.width
    (current, currentEnd) = (-1, 0)
    // What never changes in the loop is kept where the compiler can see that.
    let (slots, later, buckets) = (slots, later, buckets)
    let (start, end, perTime, last) = (yearStart, yearEnd, bucketsPerTime, bucketCount - 1)
    var (kept, dealt, least) = (0, 0, Double.infinity)
    for place in 0..<count {
      // Events lie all over the memory: each is asked for some steps ahead.
      cx_prefetch(slots + Int(later[min(place + 12, count - 1)]))
      let slot = later[place]
      let event = slots + Int(slot)
      let time = event.pointee.time
      if event.pointee.isDead {
        dead -= 1
        giveBack(slot)
      } else if time < end {
        let bucket = min(Int((time - start) * perTime), last)
        event.pointee.next = buckets[bucket]
        buckets[bucket] = slot
        dealt += 1
      } else {
        later[kept] = slot
        kept += 1
        least = min(least, time)
      }
    }
    inYear = dealt
    laterLeast = least
    laterCount = kept
    nearLimit = max(2 * Self.fewEvents, count / 8)
    yearLimit = max(8 * Self.fewEvents, 2 * count)
  }

  /// The width and number of the buckets of the next year; nil where no width is right, as when all
  /// times are equal.
  private func yearOfLater() -> (width: Double, buckets: Int)? {
    let wanted = min(64, max(16, laterCount / 16))
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: wanted) { buffer in
      var sample = buffer
      let stride = laterCount / wanted
      // One from each stretch of the list, at a place that differs from stretch to stretch.
      for index in 0..<wanted {
        let place = index * stride + index &* 0x9E37 % stride
        sample[index] = slots[Int(later[place])].time
      }
      sample.sort()
      let least = laterLeast
      guard let early = (wanted / 4..<wanted).first(where: { sample[$0] > least }),
        sample[early].isFinite
      else { return nil }
      let events = Double(early + 1) / Double(wanted) * Double(laterCount)
      let width = (sample[early] - least) / events * Self.eventsPerBucket
      let end = sample[max(early, 7 * wanted / 8)]
      let most = Double(laterCount / 3)
      let buckets = min(most, max(16, ((end - least) / width).rounded(.up)))
      let perTime = 1 / width
      guard perTime.isFinite, perTime > 0, least + buckets * width > least, least.isFinite else {
        return nil
      }
      return (width, Int(buckets))
    }
  }

  /// So many slots (192 KiB) are in the processor's caches whether they are asked for early or not.
  private static var cachedSlots: Int { 8_192 }

  /// How many events a bucket is to hold.
  ///
  /// Found by trial: from 4 to 8 it makes no difference that can be measured.
  private static var eventsPerBucket: Double { 6 }

  /// Gives back the slots of all cancelled events.
  @usableFromInline @inline(never)
  mutating func sweep() {
    var kept = 0
    for place in 0..<nearCount {
      let entry = near[place]
      if entry.standsInSlot, slots[Int(entry.first)].isDead {
        giveBack(entry.first)
      } else {
        near[kept] = entry
        kept += 1
      }
    }
    nearCount = kept
    arrangeNear()
    ahead = EventSlot.none
    if inYear > 0 {
      for bucket in current + 1..<bucketCount {
        var slot = buckets[bucket]
        var last = EventSlot.none
        buckets[bucket] = EventSlot.none
        while slot != EventSlot.none {
          let next = slots[Int(slot)].next
          if slots[Int(slot)].isDead {
            giveBack(slot)
            inYear -= 1
          } else {
            if last == EventSlot.none {
              buckets[bucket] = slot
            } else {
              slots[Int(last)].next = slot
            }
            slots[Int(slot)].next = EventSlot.none
            last = slot
          }
          slot = next
        }
      }
    }
    kept = 0
    laterLeast = .infinity
    for place in 0..<laterCount {
      let slot = later[place]
      if slots[Int(slot)].isDead {
        giveBack(slot)
      } else {
        later[kept] = slot
        kept += 1
        laterLeast = min(laterLeast, slots[Int(slot)].time)
      }
    }
    laterCount = kept
    dead = 0
    if nearCount == 0 && bucketCount > 0 { refill() }
  }
}
